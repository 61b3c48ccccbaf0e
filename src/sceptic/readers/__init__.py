"""Readers that need more than the standard library: the encoder, run by onnxruntime.

An edge of the program: judging knows the protocol ``Classifier`` alone. Importing this package
loads nothing; ``choice`` says who votes, ``encoder`` loads the library when there is text to read.
"""
