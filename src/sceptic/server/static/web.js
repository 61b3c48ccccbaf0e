// What the pages do better with a script; all of them work without it.
const work = document.querySelector(".work[data-events]");
if (work) {
  const state = work.querySelector(".state");
  const say = (job) => {
    if (job.state === "running") state.textContent = "Working ...";
    for (const step of job.steps) {
      const line = work.querySelector(`[data-stage="${CSS.escape(step.stage)}"]`);
      if (!line) continue;
      line.classList.add("done");
      line.querySelector("b").textContent = step.total ? `${step.done} / ${step.total}` : step.done;
    }
  };
  const events = new EventSource(work.dataset.events);
  const over = () => { events.close(); location.replace(work.dataset.page); };
  for (const name of ["queued", "running"]) events.addEventListener(name, (e) => say(JSON.parse(e.data)));
  for (const name of ["done", "failed"]) events.addEventListener(name, over);
  let broken = 0;
  events.onerror = () => { if (++broken > 3) over(); };
}
for (const slider of document.querySelectorAll('input[type="range"]')) {
  const told = slider.form.querySelector(`output[for="${slider.id}"]`);
  if (!told) continue;
  const tell = () => { told.value = slider.value === slider.max ? "today" : slider.value; };
  told.hidden = false;
  tell();
  slider.addEventListener("input", tell);
}
// An example shows at once that it was taken.
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && event.target.method === "post") button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
