'use strict';
// Shows reviews as their files tell them. What comes from the workspace reaches the page as text only.
(() => {
  const { el, table, number, many } = window.elements;
  const main = document.getElementById('main');
  const clock = at => at ? at.slice(0, 19).replace('T', ' ') : '';

  const panel = (title, ...children) => el('section', { class: 'panel' }, el('h2', {}, title), children);

  async function get(path) {
    const answer = await fetch(path);
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim());
    return JSON.parse(text);
  }

  // One stream a page: the server sends the whole again whenever it changed.
  function watch(path, show) {
    const link = document.getElementById('link');
    const say = (kind, text) => { link.className = `live ${kind}`; link.textContent = text; };
    const source = new EventSource(path);
    source.onmessage = message => { say('on', 'live'); show(JSON.parse(message.data)); };
    source.onerror = async () => {
      say('off', 'not connected, trying again');
      if (source.readyState !== EventSource.CLOSED) return;
      try { await get(path); } catch (trouble) { main.replaceChildren(panel('Nothing to show', el('p', {}, trouble.message))); }
    };
  }

  const state = review => el('span', { class: `state ${review.stage}` }, review.is_running ? `${review.stage}, at work` : review.stage);
  const progress = review => el('progress', { max: Math.max(1, review.tasks), value: review.done + review.failed, 'aria-label': `${number(review.done)} of ${many(review.tasks, 'task')} done` });

  // ---- All reviews -----------------------------------------------------------------------------------------------------------

  function list(reviews) {
    document.getElementById('about').textContent = many(reviews.length, 'review');
    main.replaceChildren(reviews.length === 0
      ? panel('No reviews yet', el('p', {}, 'Begin one with: codereview review URL-OR-PATH. It shows here while it runs.'))
      : el('div', { class: 'panel' }, table(['Review', 'Stage', 'Progress', 'Tasks done', 'Findings', 'Last event (UTC)', 'Repository'], reviews.map(review => [
        el('a', { href: `/reviews/${encodeURIComponent(review.id)}` }, review.id), state(review), progress(review),
        `${number(review.done)} of ${number(review.tasks)}${review.failed > 0 ? `, ${number(review.failed)} given up` : ''}`,
        number(review.findings), clock(review.last_at), review.trouble || review.repository]), [4])));
  }

  // ---- One review ------------------------------------------------------------------------------------------------------------

  const PAGE = 200;

  function page(id) {
    const base = `/api/reviews/${encodeURIComponent(id)}`;
    const parts = { now: el('div'), timeline: el('div'), snapshots: el('div'), journal: el('div') };
    const at = { number: 0, count: 0, follows: true, source: '', from: 0, events: [], before: '' };
    let drawnEvents = -1;
    document.getElementById('name').textContent = id;
    document.title = `Review ${id}`;
    main.replaceChildren(parts.now, parts.timeline, parts.journal, parts.snapshots);

    function show(review) {
      const line = review.review;
      document.getElementById('about').replaceChildren(line.repository, review.commit ? ` at ${review.commit.slice(0, 12)}` : '', ` · ${review.agents.join(', ')} · ${review.model}`);
      parts.now.replaceChildren(now(review), ...(review.given_up.length > 0 ? [givenUp(review)] : []));
      drawSources(review);
      if (review.events !== drawnEvents) {
        drawnEvents = review.events;
        refresh(review.events);
      }
    }

    function now(review) {
      const line = review.review;
      const results = review.results.map(name => el('li', {}, el('a', { href: `/reviews/${encodeURIComponent(id)}/results/${encodeURIComponent(name)}` }, name)));
      return panel('Now', el('p', {}, state(line), ` ${number(line.done)} of ${many(line.tasks, 'task')} done`, line.failed > 0 ? `, ${number(line.failed)} given up` : '', `, ${many(line.findings, 'finding')} before checking.`),
        el('p', {}, progress(line)), review.error ? el('p', { class: 'banner' }, review.error) : null,
        review.under_way.length > 0 ? table(['Task', 'Attempt', 'Phase', 'Files', 'Findings'], review.under_way.map(task =>
          [task.task, number(task.attempt), task.phase || (task.is_dispatched ? 'with its agent' : 'waiting to be tried again'), task.files_total > 0 ? `${number(task.files_done)} of ${number(task.files_total)}` : '', number(task.findings)]), [1, 4]) : null,
        results.length > 0 ? el('ul', { class: 'links', 'aria-label': 'Results' }, results) : null);
    }

    const givenUp = review => panel('Given up', table(['Task', 'Attempts', 'Last error'], review.given_up.map(task => [task.task, number(task.attempts), task.reason]), [1]));

    async function refresh(count) {
      const [timeline, snapshots] = await Promise.all([get(`${base}/timeline`), get(`${base}/snapshots`)]);
      window.drawTimeline(parts.timeline, timeline);
      parts.snapshots.replaceChildren(panel('Snapshots', el('p', {}, 'A snapshot only spares replaying the journal: with all of them deleted every state stays the same.'),
        snapshots.length === 0 ? el('p', {}, 'None yet.') : table(['After event', 'Activation', 'Written (UTC)', 'Bytes', 'Checked'], snapshots.map(snapshot => [
          goTo(snapshot.number), number(snapshot.token), clock(snapshot.at), number(snapshot.bytes), snapshot.verdict]), [0, 1, 3])));
      if (at.source !== '') return;
      at.count = count;
      if (at.follows) await travel(count, true); else await travel(at.number, false);
    }

    function goTo(n) {
      const button = el('button', { type: 'button' }, number(n));
      button.addEventListener('click', () => { at.source = ''; sources.value = ''; travel(n, false); parts.journal.scrollIntoView(); });
      return button;
    }

    // ---- Time travel ---------------------------------------------------------------------------------------------------------

    const range = el('input', { type: 'range', min: 1, step: 1, 'aria-label': 'Event' });
    const where = el('output', {});
    const sources = el('select', { 'aria-label': 'Journal' }, el('option', { value: '' }, 'the review'));
    const events = el('ol', { class: 'journal', 'aria-label': 'Events' });
    const shown = el('pre', { class: 'json', tabindex: 0, 'aria-label': 'State after the event' });
    const caption = el('h3', {}, '');
    const step = (text, by) => {
      const button = el('button', { type: 'button' }, text);
      button.addEventListener('click', () => travel(at.number + by, at.number + by >= at.count));
      return button;
    };
    range.addEventListener('input', () => travel(Number(range.value), Number(range.value) === at.count));
    sources.addEventListener('change', async () => {
      at.source = sources.value;
      at.events = [];
      at.count = 0;
      await travel(1, false);
    });
    parts.journal.append(panel('Journal', el('p', {}, 'Every state that this review or a task of it ever had: choose an event and see what was known after it.'),
      el('div', { class: 'travel' }, sources, step('Back', -1), range, step('Forward', 1), where), el('div', { class: 'split' }, events, el('div', {}, caption, shown))));

    function drawSources(review) {
      if (sources.options.length - 1 === review.transcripts.length) return;
      sources.replaceChildren(el('option', { value: '' }, 'the review'), ...review.transcripts.map(task => el('option', { value: task }, `the talk of ${task}`)));
      sources.value = at.source;
    }

    const logOf = source => source === '' ? `${base}/events` : `${base}/tasks/${encodeURIComponent(source)}/events`;

    async function travel(n, follows) {
      const source = at.source;
      const first = Math.max(1, n - PAGE / 2);
      const found = at.events.length > 0 && at.events[0].number <= n && n <= at.events[at.events.length - 1].number && !follows ? null : await get(`${logOf(source)}?from=${first}`);
      if (source !== at.source) return;
      if (found) { at.events = found.events; at.count = found.count; }
      if (at.count === 0) { where.textContent = 'no events'; events.replaceChildren(); shown.textContent = ''; return; }
      at.number = Math.min(Math.max(1, n), at.count);
      at.follows = follows && source === '';
      range.max = at.count;
      range.value = at.number;
      where.textContent = `event ${number(at.number)} of ${number(at.count)}${at.follows ? ', following' : ''}`;
      drawEvents();
      await drawState(source);
    }

    function drawEvents() {
      const focused = events.contains(document.activeElement);
      events.replaceChildren(...at.events.map(event => {
        const button = el('button', { type: 'button', title: `${clock(event.at)} UTC, activation ${event.token}` },
          el('span', { class: 'n' }, number(event.number)), el('span', { class: 't' }, event.at.slice(11, 19)), el('span', { class: 't' }, String(event.token)), el('span', {}, event.type));
        button.addEventListener('click', () => travel(event.number, event.number === at.count));
        return el('li', { 'aria-current': event.number === at.number ? 'true' : undefined }, button);
      }));
      const current = events.querySelector('[aria-current]');
      if (!current) return;
      events.scrollTop = current.offsetTop - events.offsetTop - events.clientHeight / 2;
      if (focused) current.firstChild.focus({ preventScroll: true });
    }

    async function drawState(source) {
      const event = at.events.find(other => other.number === at.number);
      if (source !== '') {
        caption.textContent = `Event ${number(at.number)}: ${event.type}`;
        shown.textContent = pretty(event.payload);
        return;
      }
      const [after, before] = await Promise.all([get(`${base}/at/${at.number}`), at.number > 1 ? get(`${base}/at/${at.number - 1}`) : {}]);
      caption.textContent = `After event ${number(at.number)}: ${event ? event.type : ''}`;
      const old = new Set(JSON.stringify(before, null, 1).split('\n').map(line => line.replace(/,$/, '')));
      shown.replaceChildren(...JSON.stringify(after, null, 1).split('\n').map(line => el('span', { class: old.has(line.replace(/,$/, '')) || at.number === 1 ? undefined : 'changed' }, `${line}\n`)));
    }

    function pretty(payload) {
      try { return JSON.stringify(JSON.parse(payload), null, 1); } catch { return payload; }
    }

    watch(`${base}/live`, show);
  }

  const review = /^\/reviews\/([^/]+)$/.exec(location.pathname);
  if (review) page(decodeURIComponent(review[1])); else watch('/api/live', list);
})();
