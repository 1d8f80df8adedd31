"use strict";
(() => {
  const STEP = 200, RUN = 8, HEAD = 3;
  const $ = (id) => document.getElementById(id);
  const index = JSON.parse($("index").textContent);
  let shown = [], drawn = 0, chosen = -1;

  // An element with text in it; text is never read as markup.
  const make = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };
  const number = (value) => value.toLocaleString("en");

  const option = (select, value, text) => {
    const element = make("option", "", text);
    element.value = value;
    select.append(element);
  };
  index.sites.forEach((site, i) => option($("site"), i, site));
  index.topics.forEach((topic, i) => option($("topic"), i, topic[1]));

  const filter = () => {
    const site = $("site").value, topic = $("topic").value, words = $("search").value.trim().toLowerCase();
    shown = index.pages.filter((page) =>
      (site === "" || page[3] === +site) && (topic === "" || page[8].includes(+topic)) &&
      (!words || page[1].toLowerCase().includes(words) || page[2].toLowerCase().includes(words)));
    $("list").replaceChildren();
    drawn = 0;
    chosen = -1;
    $("count").textContent = `${number(shown.length)} of ${number(index.pages.length)}`;
    more();
    if (shown.length) choose(0, false);
    else $("page").replaceChildren(make("p", "", "No page is like that."));
  };

  const more = () => {
    const fragment = document.createDocumentFragment();
    shown.slice(drawn, drawn + STEP).forEach((page, i) => {
      const place = drawn + i;
      const button = make("button", "", make("span", "sure", `${Math.floor(page[5] / 10)}%`), make("span", "name", page[2] || page[1]),
        make("span", "sub", page[4] ? `${number(page[6])} of ${number(page[6] + page[7])} words kept, ${page[1]}` : `no article, ${page[1]}`));
      button.type = "button";
      button.addEventListener("click", () => choose(place, true));
      fragment.append(make("li", "", button));
    });
    $("list").append(fragment);
    drawn = Math.min(drawn + STEP, shown.length);
    $("more").hidden = drawn >= shown.length;
  };

  const choose = (place, focus) => {
    const list = $("list");
    while (place >= drawn && drawn < shown.length) more();
    if (chosen >= 0 && list.children[chosen]) list.children[chosen].firstChild.removeAttribute("aria-current");
    chosen = place;
    const button = list.children[place].firstChild;
    button.setAttribute("aria-current", "true");
    const box = list.parentElement, top = button.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + button.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 3;
    show(shown[place]);
    if (focus) $("page").focus({ preventScroll: true });
  };

  const show = (page) => {
    const [id, name, title, site, article, sure, kept, dropped, , text] = page;
    const head = make("h3", "", title || name);
    const facts = make("p", "facts", `${name} · ${index.sites[site]} · ${article ? `confidence ${Math.floor(sure / 10)}%` : "no article"} · ` +
      `${number(kept)} words kept, ${number(dropped)} dropped`);
    const parts = [head, facts];
    if (text) {
      const data = JSON.parse($(`p${id}`).textContent);
      parts.push(make("div", "heads", make("span", "", "Kept"), make("span", "", "Dropped")), ...pairs(data));
      if (data.more) parts.push(make("p", "note", `${number(data.more)} more blocks are not shown.`));
    } else parts.push(make("p", "note", "The text of this page is not in the report. Clean it alone with --report, or with --explain."));
    $("page").replaceChildren(...parts);
  };

  // Runs of kept and dropped blocks side by side, in the order of the page.
  const pairs = (data) => {
    const found = [];
    let run = null;
    for (const block of data.blocks) {
      if (!run || (block[1] && run.no.length)) found.push(run = { yes: [], no: [] });
      (block[1] ? run.yes : run.no).push(block);
    }
    return found.map((each) => make("div", "pair", side("yes", "Kept", each.yes, data), side("no", "Dropped", each.no, data)));
  };

  const side = (name, label, blocks, data) => {
    const box = make("div", name);
    if (!blocks.length) return box;
    const list = make("ul", "");
    list.setAttribute("aria-label", label);
    const few = blocks.length > RUN ? blocks.slice(0, HEAD) : blocks;
    few.forEach((block) => list.append(row(block, name, data)));
    box.append(list);
    if (few.length < blocks.length) {
      const button = make("button", "rest", `Show ${blocks.length - HEAD} more lines, ${blocks[HEAD][0]} to ${blocks[blocks.length - 1][0]}`);
      button.type = "button";
      button.addEventListener("click", () => {
        const items = blocks.slice(HEAD).map((block) => row(block, name, data));
        list.append(...items);
        button.remove();
        items[0].tabIndex = -1;
        items[0].focus({ preventScroll: true });
      });
      box.append(button);
    }
    return box;
  };

  const row = (block, name, data) => {
    const [line, , role, sure, text, reasons] = block;
    const at = make("span", "at", `${name === "yes" ? "+" : "−"} ${line}`);
    if (sure >= 0) at.append(make("br", ""), `${sure}%`);
    const body = make("span", "", text);
    body.dir = "auto";
    if (role && role !== "body") body.prepend(make("span", "role", `${role} `));
    const item = make("li", "", at, body);
    if (reasons.length) {
      const told = reasons.map(([words, weight]) => data.words[words] + (weight && Math.abs(weight) < 100 ? ` ${weight > 0 ? "+" : "−"}${Math.abs(weight)}` : ""));
      item.append(make("span", "why", told.join("; ")));
    }
    return item;
  };

  $("more").addEventListener("click", more);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["site", "topic"]) $(id).addEventListener("change", filter);
  $("search").addEventListener("input", filter);
  for (const button of document.querySelectorAll("[data-topic]")) {
    button.addEventListener("click", () => {
      $("topic").value = index.topics.findIndex((topic) => topic[0] === button.dataset.topic);
      filter();
      $("h-pages").scrollIntoView();
      $("topic").focus({ preventScroll: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const to = chosen + { j: 1, k: -1 }[event.key];
    if (to >= 0 && to < shown.length) choose(to, true);
  });
  filter();
})();
