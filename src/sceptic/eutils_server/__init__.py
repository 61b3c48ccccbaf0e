"""NCBI's E-utilities over a library: the same addresses, parameters, answers and errors.

    /entrez/eutils/esearch.fcgi   search      /entrez/eutils/elink.fcgi      link
    /entrez/eutils/efetch.fcgi    fetch       /entrez/eutils/einfo.fcgi      info
    /entrez/eutils/esummary.fcgi  summary     /entrez/eutils/ecitmatch.cgi   match
    /entrez/eutils/epost.fcgi     post        /entrez/eutils/espell.fcgi     spell

One module answers one of them: ``answer(call, desk)``. ``app`` is the only one that knows HTTP.
Source of the shapes: "The E-utilities In-Depth" (NBK25499) and the DTDs it names.
"""
