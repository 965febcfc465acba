"use strict";
// The list of events: search, filters, order, pages. All text goes in as text, never as markup.
(() => {
  const PER_PAGE = 25;
  const PREVIEW = 420;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const { texts, columns, details, countries } = JSON.parse(document.getElementById("data").textContent);
  const size = columns.event_id.length;
  const all = Array.from({ length: size }, (_, i) => i);
  const collator = new Intl.Collator("en", { numeric: true });
  const $ = (selector) => document.querySelector(selector);
  const form = $("#filters");
  const get = (name, i) => texts[columns[name][i]];
  const state = { sort: "date_start", down: false, page: 0, pick: null, found: all };

  const el = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  };
  const bdi = (text) => el("bdi", { dir: "auto" }, text);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // ---- search and filters

  const SEARCHED = ["before", "action", "after", "actor", "target", "actor_text", "target_text", "actor_codes",
    "target_codes", "code_name", "root_name", "place", "source", "title", "event_id"];
  let searchable = null;
  const searchText = (i) => {
    searchable ??= all.map((j) => fold(["before", "action", "after"].map((name) => get(name, j)).join("")
      + "\n" + SEARCHED.slice(3).map((name) => get(name, j)).join("\n")));
    return searchable[i];
  };

  const COUNTRY_COLUMNS = ["actor_country", "target_country", "country_iso3"];
  const tests = () => {
    const value = (name) => form.elements[name].value;
    const number = (text) => texts.indexOf(text);
    const list = [];
    for (const name of ["time_status", "quad", "root_name"]) {
      if (value(name)) { const wanted = number(value(name)); list.push((i) => columns[name][i] === wanted); }
    }
    if (value("country")) {
      const wanted = number(value("country"));
      list.push((i) => COUNTRY_COLUMNS.some((name) => columns[name][i] === wanted));
    }
    if (value("source")) list.push((i) => get("source", i).split("; ").includes(value("source")));
    if (DAY.test(value("from"))) list.push((i) => (get("date_end", i) || get("date_start", i)) >= value("from"));
    if (DAY.test(value("to"))) list.push((i) => get("date_start", i) !== "" && get("date_start", i) <= value("to"));
    if (state.pick) list.push((i) => get(state.pick.column, i) === state.pick.value);
    for (const word of fold(value("words")).split(/\s+/).filter(Boolean)) list.push((i) => searchText(i).includes(word));
    return list;
  };

  const ranks = new Map();
  const rank = (name) => {
    if (!ranks.has(name)) {
      const order = [...new Set(columns[name])].sort((a, b) => collator.compare(texts[a], texts[b]));
      ranks.set(name, new Map(order.map((number, place) => [number, place])));
    }
    return ranks.get(name);
  };
  const sorted = (found) => {
    const column = columns[state.sort];
    const place = rank(state.sort);
    const sign = state.down ? -1 : 1;
    // What is unknown stands last in both directions; equals keep the order of the file.
    return found.sort((a, b) => (texts[column[a]] === "") - (texts[column[b]] === "")
      || sign * (place.get(column[a]) - place.get(column[b])) || a - b);
  };

  const update = () => {
    const wanted = tests();
    state.found = sorted(all.filter((i) => wanted.every((test) => test(i))));
    state.page = 0;
    draw();
  };

  // ---- drawing

  const isLong = (i) => ["before", "action", "after"].reduce((sum, name) => sum + get(name, i).length, 0) > PREVIEW;
  const wholeQuote = (i) => el("blockquote", {}, el("bdi", { dir: "auto" }, get("before", i), el("mark", {},
    get("action", i)), get("after", i)));
  const quote = (i) => {
    const before = get("before", i), action = get("action", i), after = get("after", i);
    if (!isLong(i)) return wholeQuote(i);
    const room = Math.max(80, (PREVIEW - action.length) / 2);
    const head = before.length > room ? "\u2026" + before.slice(-room) : before;
    const tail = after.length > room ? after.slice(0, room) + "\u2026" : after;
    const act = action.length > PREVIEW ? action.slice(0, PREVIEW) + "\u2026" : action;
    return el("blockquote", {}, el("bdi", { dir: "auto" }, head, el("mark", {}, act), tail));
  };
  const days = (i) => {
    const start = get("date_start", i), end = get("date_end", i);
    return !start ? "unknown" : !end || end === start ? start : `${start} to ${end}`;
  };
  const side = (name, i, arrow) => {
    const words = get(`${name}_text`, i) || get(name, i), codes = get(`${name}_codes`, i);
    const named = words ? bdi(words) : el("span", { class: "quiet" }, "not named");
    return el("span", { class: "side" }, arrow, named, codes ? el("code", {}, bdi(codes)) : null);
  };
  const arrow = (i) => {
    const both = get("reciprocal", i);
    return el("span", { class: "arrow", role: "img", "aria-label": both ? "and" : "to" }, both ? "\u2194 " : "\u2192 ");
  };
  const cell = (label, ...children) => el("td", { "data-label": label }, ...children);
  const told = (i) => [get("source", i), get("title", i), get("published", i)].filter(Boolean)
    .flatMap((text, place) => (place ? [" \u00b7 ", bdi(text)] : [bdi(text)]));

  const row = (i) => {
    const status = get("time_status", i);
    const more = Number(get("n_mentions", i));
    const open = el("button", { type: "button", class: "open", "aria-expanded": "false", "data-event": i }, "Details");
    return el("tr", {},
      cell("Date", el("span", { class: "days" }, days(i)), status === "actual" ? null : el("em", {}, status)),
      cell("Event", el("span", { class: "code" }, el("i", { class: `key q${get("quad", i)}` }), get("code_name", i)),
        Number(get("quad", i)) ? el("small", {}, QUAD_NAMES[get("quad", i)]) : null),
      cell("Who to whom", side("actor", i, null), side("target", i, arrow(i))),
      cell("Place", get("place", i) ? bdi(get("place", i)) : el("span", { class: "quiet" }, "not stated")),
      cell("Quote and source", quote(i), el("p", { class: "source" }, ...told(i),
        more > 1 ? ` \u00b7 ${more} mentions` : null, " ", open)));
  };

  const detailRow = (i) => {
    const pairs = Object.entries(details).filter(([name]) => get(name, i) !== "");
    const list = pairs.map(([name, label]) => el("div", {}, el("dt", {}, label), el("dd", {}, bdi(get(name, i)))));
    const id = el("div", {}, el("dt", {}, "Event id"), el("dd", {}, el("code", {}, get("event_id", i))));
    const quoted = isLong(i) ? wholeQuote(i) : null;
    return el("tr", { class: "detail" }, el("td", { colspan: 5 }, quoted, el("dl", { class: "facts" }, ...list, id)));
  };

  const draw = () => {
    const first = state.page * PER_PAGE;
    const shown = state.found.slice(first, first + PER_PAGE);
    $("#list tbody").replaceChildren(...shown.map(row));
    const total = state.found.length, pages = Math.max(1, Math.ceil(total / PER_PAGE));
    const range = total > PER_PAGE ? `, ${(first + 1).toLocaleString("en")} to ${(first + shown.length).toLocaleString("en")} shown` : "";
    $("#found").textContent = `${total.toLocaleString("en")} of ${size.toLocaleString("en")} events${range}`;
    $("#list").hidden = total === 0;
    $("#pages").hidden = pages === 1;
    $("#pages span").textContent = `Page ${(state.page + 1).toLocaleString("en")} of ${pages.toLocaleString("en")}`;
    for (const button of document.querySelectorAll("#pages button")) {
      const next = state.page + Number(button.dataset.step);
      button.disabled = next < 0 || next >= pages;
    }
    for (const head of document.querySelectorAll("th[data-sort]")) {
      const order = head.dataset.sort !== state.sort ? "none" : state.down ? "descending" : "ascending";
      head.setAttribute("aria-sort", order);
    }
    $("#chosen").hidden = !state.pick;
    if (state.pick) $("#chosen span").replaceChildren(bdi(state.pick.label));
  };

  // ---- choices

  const QUAD_NAMES = { 1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict", 0: "No class" };
  const fill = (name, values, label = (value) => value) => {
    const select = form.elements[name];
    const options = [...new Set(values)].filter((value) => value !== "").sort((a, b) => collator.compare(label(a), label(b)));
    select.replaceChildren(el("option", { value: "" }, "all"), ...options.map((value) => el("option", { value }, label(value))));
    select.closest("label").hidden = options.length < 2;
  };
  const reset = () => {
    form.reset();
    state.pick = null;
    if ([...form.elements.time_status.options].some((option) => option.value === "actual")) form.elements.time_status.value = "actual";
  };
  const pick = (mark) => {
    const { column, value } = mark.dataset;
    reset();
    if (form.elements[column]) form.elements[column].value = value;
    else state.pick = { column, value, label: value };
    update();
    $("#events").scrollIntoView();
    $("#events").focus({ preventScroll: true });
  };
  const toggle = (button) => {
    const line = button.closest("tr"), isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) line.nextElementSibling.remove();
    else line.after(detailRow(Number(button.dataset.event)));
  };

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-column]");
    const head = event.target.closest("th[data-sort]");
    const step = event.target.closest("#pages button");
    const open = event.target.closest("button.open");
    if (mark) { event.preventDefault(); pick(mark); }
    else if (head) {
      state.down = state.sort === head.dataset.sort && !state.down;
      state.sort = head.dataset.sort;
      update();
    } else if (step) {
      state.page += Number(step.dataset.step);
      draw();
      $("#events").scrollIntoView();
    } else if (open) toggle(open);
    else if (event.target.closest("#chosen button")) { state.pick = null; update(); }
    else if (event.target.closest("#clear")) { reset(); update(); }
  });
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  const used = (name) => [...new Set(columns[name])].map((number) => texts[number]);
  fill("time_status", used("time_status"));
  fill("quad", used("quad"), (value) => QUAD_NAMES[value]);
  fill("root_name", used("root_name"));
  fill("country", COUNTRY_COLUMNS.flatMap(used), (code) => countries[code] ?? code);
  fill("source", used("source").flatMap((text) => text.split("; ")));
  form.hidden = size === 0;
  reset();
  if (size) update();
  else $("#found").textContent = "The run holds no events.";
})();
