// SPDX-License-Identifier: Apache-2.0
// The page reads without this: it filters, searches, copies and remembers. What it filters by stands
// in the fragment of the URL, so that a view can be sent to somebody.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const findings = all("article.finding");
  const rows = all(".operations tbody tr");
  const search = document.getElementById("search");
  const status = document.querySelector(".shown");
  const statusAtFirst = status ? status.textContent : "";
  const switches = all("[data-filter]");

  // A page from disk may be refused a store.
  const remember = (name, value) => { try { localStorage.setItem("sworn-" + name, value); } catch { /* not kept */ } };
  const recall = (name) => { try { return localStorage.getItem("sworn-" + name); } catch { return null; } };

  const texts = new Map();
  const textOf = (element) => {
    let text = texts.get(element);
    if (text === undefined) {
      const part = element.matches("article") ? all("summary, .place, [data-fingerprint]", element) : [element];
      text = part.map((one) => one.textContent).join(" ") + " " + Object.values(element.dataset).join(" ");
      texts.set(element, (text = text.toLowerCase()));
    }
    return text;
  };

  const chosen = (name) => switches
    .filter((one) => one.dataset.filter === name && (one.type === "checkbox" ? one.checked : one.value !== ""))
    .map((one) => one.value);
  const words = () => (search ? search.value.toLowerCase().split(/\s+/).filter(Boolean) : []);

  const names = ["severity", "category", "rule", "state", "outcome"];

  function apply() {
    const wanted = Object.fromEntries(names.map((name) => [name, chosen(name)]));
    const needles = words();
    const passes = (element, name) => wanted[name].length === 0 || wanted[name].includes(element.dataset[name]);
    const holds = (element) => needles.every((word) => textOf(element).includes(word));
    let count = 0;
    for (const finding of findings) {
      const isShown = ["severity", "category", "rule", "state"].every((name) => passes(finding, name)) && holds(finding);
      finding.hidden = !isShown;
      if (isShown) count += 1;
    }
    for (const row of rows) row.hidden = !(passes(row, "outcome") && holds(row));
    if (status) status.textContent = count === findings.length ? statusAtFirst : `${count} of ${findings.length} shown`;
  }

  function writeFragment() {
    const state = new URLSearchParams();
    for (const name of names) {
      const values = chosen(name);
      if (values.length > 0) state.set(name, values.join(","));
    }
    if (search && search.value.trim() !== "") state.set("q", search.value.trim());
    const text = state.toString();
    history.replaceState(null, "", text === "" ? location.pathname + location.search : "#" + text);
  }

  function setFilters(state) {
    for (const one of switches) {
      const values = (state.get(one.dataset.filter) || "").split(",");
      if (one.type === "checkbox") one.checked = values.includes(one.value);
      else one.value = [...one.options].some((option) => option.value === values[0]) ? values[0] : "";
    }
    if (search) search.value = state.get("q") || "";
    apply();
  }

  function show(element) {
    if (element.closest("[hidden]")) setFilters(new URLSearchParams());
    for (let at = element; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    const own = element.querySelector(":scope > details");
    if (own) own.open = true;
    element.scrollIntoView();
  }

  function readFragment() {
    const fragment = location.hash.slice(1);
    // Our ids need no escape, so that one that has it is none of them.
    const target = fragment === "" ? null : document.getElementById(fragment);
    if (target) show(target);
    else if (fragment === "" || fragment.includes("=")) setFilters(new URLSearchParams(fragment));
  }

  function reset() {
    setFilters(new URLSearchParams());
    writeFragment();
  }

  function step(by) {
    const shown = findings.filter((one) => !one.hidden);
    const here = shown.indexOf(document.activeElement.closest("article.finding"));
    const next = shown[Math.min(Math.max(here + by, 0), shown.length - 1)];
    if (!next) return;
    const summary = next.querySelector("summary");
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "nearest" });
  }

  function switchTheme() {
    const root = document.documentElement;
    const isDark = (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    root.dataset.theme = isDark ? "light" : "dark";
    remember("theme", root.dataset.theme);
  }

  function chooseExample(framework) {
    for (const one of all(".examples input")) if (one.value === framework) one.checked = true;
  }

  async function copy(button) {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = document.execCommand("copy") ? "Copied" : "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  }

  for (const one of all(".filters, search, button[hidden]")) one.hidden = false;
  const theme = recall("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  const framework = recall("framework");
  if (framework) chooseExample(framework);

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-filter]")) { apply(); writeFragment(); }
    if (event.target.matches(".examples input")) { chooseExample(event.target.value); remember("framework", event.target.value); }
  });
  let pending = 0;
  if (search) search.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(() => { apply(); writeFragment(); }, 80);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.matches(".copy")) copy(button);
    const action = button ? button.dataset.action : "";
    if (action === "theme") switchTheme();
    if (action === "reset") reset();
    if (action === "open" || action === "close") {
      for (const one of findings) if (!one.hidden) one.querySelector("details").open = action === "open";
    }
    const link = event.target.closest("a[data-severity]");
    if (link && findings.length > 0) {
      event.preventDefault();
      setFilters(new URLSearchParams({ severity: link.dataset.severity }));
      writeFragment();
      document.getElementById("findings").scrollIntoView();
    } else if (event.target.closest('a[href^="#"]')) {
      // The same link twice changes no fragment.
      setTimeout(readFragment);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
    if (event.key === "Escape") { reset(); if (isTyping) event.target.blur(); return; }
    if (isTyping) return;
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "t") switchTheme();
  });
  // What is shown is printed whole; closed again afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = findings.filter((one) => !one.hidden).map((one) => one.querySelector("details")).filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
  addEventListener("hashchange", readFragment);
  readFragment();
})();
