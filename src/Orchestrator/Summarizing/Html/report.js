'use strict';
// Everything that came from the repository, or from a model, reaches the page as text: by textContent and by attributes that take no script.
(() => {
  const { el, table, number, many } = window.elements;
  const report = JSON.parse(document.getElementById('report-content').textContent);
  const timeline = JSON.parse(document.getElementById('timeline-content').textContent);
  const SEVERITIES = ['HIGH', 'MEDIUM', 'LOW'];
  const PRINTED_IN_FULL = 300;
  const byId = id => document.getElementById(id);
  const word = text => text.charAt(0) + text.slice(1).toLowerCase();

  // ---- The findings and what is asked of them -------------------------------------------------------------------------------

  const text = index => report.texts[index];
  const findings = report.findings.map((f, order) => ({
    ...f, order, title: text(f.title), description: text(f.description), recommendation: text(f.recommendation),
    severityReason: text(f.severity_reason), confidenceReason: text(f.confidence_reason), refuted: Boolean(f.verdict && f.verdict.refuted),
    apart: f.suppression ? 'suppressed' : f.verdict && f.verdict.refuted ? 'refuted' : '',
  }));
  for (const f of findings) f.id = (f.apart ? `${f.apart}-` : '') + f.fingerprint;
  const byFingerprint = new Map(findings.map(f => [f.id, f]));

  const FACETS = [
    { name: 'severity', title: 'Severity', of: f => f.severity, label: word, order: SEVERITIES },
    { name: 'confidence', title: 'Confidence', of: f => f.confidence, label: word, order: SEVERITIES },
    { name: 'agent', title: 'Agent', of: f => f.agent },
    { name: 'rule', title: 'Rule', of: f => f.rule },
    { name: 'file', title: 'File', of: f => f.path, isPath: true },
  ];
  const asked = { q: '', group: 'severity', ...Object.fromEntries(FACETS.map(facet => [facet.name, new Set()])) };
  const opened = new Set();
  const widened = new Set();

  const haystacks = new Map();
  function haystack(f) {
    if (!haystacks.has(f)) {
      const code = (f.code || []).map(line => line.slice(1).join('')).join('\n');
      haystacks.set(f, [f.title, f.rule, f.cwe, f.path, f.fingerprint, f.description, f.recommendation, code].join('\n').toLowerCase());
    }
    return haystacks.get(f);
  }

  function matches(f, except) {
    for (const facet of FACETS) {
      if (facet.name !== except && asked[facet.name].size > 0 && !asked[facet.name].has(facet.of(f))) return false;
    }
    return asked.q === '' || asked.q.toLowerCase().split(/\s+/).every(part => haystack(f).includes(part));
  }

  // ---- One finding -----------------------------------------------------------------------------------------------------------

  const COMMENT = { py: /#.*/y, rb: /#.*/y, sh: /#.*/y, yml: /#.*/y, yaml: /#.*/y, tf: /#.*|\/\/.*/y, sql: /--.*/y, toml: /#.*/y };
  const CURLY = /\/\/.*|\/\*.*?(?:\*\/|$)|^\s*\*(?!\/).*/y;
  const STRING = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`(?:\\.|[^`\\])*`?/y;
  const NUMBER = /\b\d[\w.]*/y;
  const NAME = /[A-Za-z_$][\w$]*/y;
  const PLAIN = /[^A-Za-z_$\d"'`/#*-]+|./y;
  const KEYWORDS = new Set(('abstract and as assert async await base bool boolean break byte case catch char class const continue def default defer del delete do double elif else enum '
    + 'except export extends extern False final finally float fn for foreach from func function get global go goto if implements import in include instanceof int interface internal is lambda '
    + 'let long match module mut namespace native new nil None not null object operator or out override package params pass private protected pub public raise readonly record ref require return '
    + 'sealed select self set short static string struct super switch synchronized this throw throws trait True true false try type typeof uint use using val var virtual void volatile when where while with yield').split(' '));

  function* pieces(line, extension) {
    const comment = COMMENT[extension] || CURLY;
    const prose = ['md', 'txt', 'html', 'json', 'xml', 'csv', 'lock'].includes(extension);
    for (let at = 0; at < line.length;) {
      const take = pattern => { pattern.lastIndex = at; const found = pattern.exec(line); return found ? found[0] : ''; };
      let kind = '', piece = '';
      if (!prose && (piece = take(comment))) kind = 'c';
      else if ((piece = take(STRING)) && !prose) kind = 's';
      else if ((piece = take(NUMBER))) kind = 'n';
      else if ((piece = take(NAME))) kind = !prose && KEYWORDS.has(piece) ? 'k' : '';
      else piece = take(PLAIN);
      yield [kind, piece];
      at += piece.length;
    }
  }

  // A line is [number, before, quoted, after]: what is quoted is marked, whatever the colours of the code.
  function codeLine([n, ...parts], extension, isHit) {
    const line = el('span', { class: isHit ? 'line hit' : 'line', 'data-n': n });
    const whole = parts.join('');
    const from = parts.length === 3 ? parts[0].length : 0, to = parts.length === 3 ? from + parts[1].length : 0;
    const mark = el('mark');
    let at = 0;
    for (const [kind, piece] of pieces(whole, extension)) {
      for (const [start, end, target] of [[0, from, line], [from, to, mark], [to, whole.length, line]]) {
        const cut = piece.slice(Math.max(0, start - at), Math.max(0, Math.min(piece.length, end - at)));
        if (cut === '') continue;
        if (target === mark && !mark.parentNode) line.append(mark);
        target.append(kind ? el('span', { class: kind }, cut) : cut);
      }
      at += piece.length;
    }
    line.append('\n');
    return line;
  }

  function code(f) {
    if (!f.code) return null;
    const extension = (/\.(\w+)$/.exec(f.path) || [])[1];
    const lines = f.code.map(line => codeLine(line, extension, line[0] >= f.start && line[0] <= f.end));
    return el('figure', { class: 'code' },
      el('figcaption', {}, el('span', {}, f.path), el('span', {}, lineNames(f))),
      el('pre', { tabindex: 0, 'aria-label': `Code of ${f.path}, ${lineNames(f)}` }, el('code', {}, lines)));
  }

  const lineNames = f => f.start === f.end ? `line ${f.start}` : `lines ${f.start} to ${f.end}`;
  const place = f => `${f.path}:${f.start}${f.end > f.start ? `-${f.end}` : ''}`;
  const said = (title, words) => words ? [el('h4', {}, title), el('p', { class: 'said' }, words)] : [];

  function flow(f) {
    if (!f.flow || f.flow.length === 0) return null;
    return [el('h4', {}, 'How it gets there'), el('ol', { class: 'flow' }, f.flow.map(step =>
      el('li', {}, `${step.path}:${step.line} ${step.note}`, step.code ? el('code', {}, step.code) : null)))];
  }

  function sourceLink(f) {
    const host = /^https:\/\/(github|gitlab)\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(report.review.url || '');
    if (!host) return null;
    const blob = host[1] === 'github' ? 'blob' : '-/blob';
    const path = f.path.split('/').map(encodeURIComponent).join('/');
    const lines = host[1] === 'github' ? `L${f.start}-L${f.end}` : `L${f.start}-${f.end}`;
    return el('a', { href: `https://${host[1]}.com/${host[2]}/${blob}/${report.review.commit}/${path}#${lines}`, rel: 'noopener noreferrer' }, 'The code at its source');
  }

  function weakness(f) {
    const cwe = /^CWE-(\d{1,6})$/.exec(f.cwe || '');
    return cwe ? el('a', { href: `https://cwe.mitre.org/data/definitions/${cwe[1]}.html`, rel: 'noopener noreferrer' }, f.cwe) : f.cwe ? el('span', {}, f.cwe) : null;
  }

  function body(f) {
    return [
      f.description ? el('p', { class: 'said' }, f.description) : null,
      code(f),
      flow(f),
      f.recommendation ? el('div', { class: 'fix' }, said('What to do', f.recommendation)) : null,
      f.verdict ? el('div', { class: 'verdict' }, said(`${f.refuted ? 'Refuted' : 'Looked at again and upheld'} by ${f.verdict.by}`, f.verdict.reason)) : null,
      f.suppression ? el('div', { class: 'verdict' }, said(f.suppression.kind === 'in_source' ? 'Suppressed by a comment' : 'Suppressed by the policy of the review', f.suppression.reason)) : null,
      said(`Why ${f.severity.toLowerCase()}`, f.severityReason),
      said(`${word(f.confidence)} confidence`, f.confidenceReason),
      el('p', { class: 'facts' },
        el('span', {}, 'Rule ', el('code', {}, f.rule)), weakness(f), el('span', {}, `Agent ${f.agent}`),
        f.also_at ? el('span', {}, `Also at ${f.also_at.length === 1 ? 'line' : 'lines'} ${f.also_at.join(', ')}${f.also_at_left ? ` and ${f.also_at_left} more` : ''}`) : null,
        sourceLink(f), el('a', { href: `#${f.id}` }, 'Link to this finding')),
    ];
  }

  const rows = new Map();
  function row(f) {
    if (!rows.has(f)) {
      const button = el('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': `body-${f.id}` },
        el('span', { class: 'chip' }, word(f.severity)), el('span', { class: 'claim' }, f.title),
        el('span', { class: 'where' }, `${place(f)} · ${f.rule}${f.apart ? ` · ${f.apart}` : f.verdict ? ' · upheld' : ''}`));
      const article = el('article', { class: `finding ${f.severity.toLowerCase()}${f.apart ? ' gone' : ''}`, id: f.id },
        el('h3', {}, button), el('div', { class: 'body', id: `body-${f.id}`, hidden: true }));
      button.addEventListener('click', () => open(f, !opened.has(f)));
      rows.set(f, { article, button });
    }
    return rows.get(f);
  }

  function open(f, isOpen) {
    const { article, button } = row(f);
    const inner = article.lastElementChild;
    if (isOpen && !inner.firstChild) inner.append(...body(f).flat().filter(Boolean));
    inner.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) opened.add(f); else opened.delete(f);
  }

  // ---- The list --------------------------------------------------------------------------------------------------------------

  const GROUPS = {
    severity: { of: f => f.severity, label: word, order: SEVERITIES },
    file: { of: f => f.path },
    rule: { of: f => f.rule },
    agent: { of: f => f.agent },
  };
  let shown = [];

  function groups(list, group) {
    const { of, label = x => x, order } = GROUPS[group];
    const found = new Map();
    for (const f of list) {
      const key = of(f);
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(f);
    }
    const keys = order ? order.filter(key => found.has(key)) : [...found.keys()].sort((a, b) => found.get(b).length - found.get(a).length || (a < b ? -1 : 1));
    return keys.map(key => el('section', { class: 'group' },
      el('h2', {}, label(key), ' ', el('small', {}, number(found.get(key).length))), found.get(key).map(f => row(f).article)));
  }

  function apart(how, title) {
    const listed = findings.filter(f => f.apart === how && matches(f));
    return listed.length === 0 ? [] : [el('section', { class: 'group' }, el('h2', {}, title, el('small', {}, number(listed.length))), listed.map(f => row(f).article))];
  }

  function draw() {
    const standing = findings.filter(f => !f.apart && matches(f));
    const all = findings.filter(f => !f.apart).length;
    const list = groups(standing, asked.group);
    byId('list').replaceChildren(...(list.length > 0 ? list : [el('p', { class: 'panel' }, all === 0 ? nothing() : 'Nothing matches these filters.')]));
    byId('refuted').replaceChildren(...apart('refuted', 'Refuted: claimed, looked at again, and not counted '), ...apart('suppressed', 'Suppressed, and not counted '));
    shown = [...byId('view-findings').querySelectorAll('.finding')].map(article => byFingerprint.get(article.id));
    byId('count').textContent = standing.length === all ? many(all, 'finding') : `${number(standing.length)} of ${many(all, 'finding')}`;
    byId('reset').hidden = isUnfiltered();
    drawFacets();
    drawTiles();
    writeHash();
  }

  const nothing = () => report.summary.status === 'complete'
    ? `Nothing was found in the ${many(report.summary.coverage.read, 'file')} that were read.`
    : 'Nothing was found in what was read. The review is partial: see its coverage before you take that for a clean result.';
  const isUnfiltered = () => asked.q === '' && FACETS.every(facet => asked[facet.name].size === 0);

  function drawFacets() {
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.choice : undefined;
    byId('facets').replaceChildren(...FACETS.map(facetOf).filter(Boolean));
    if (focused) [...byId('facets').querySelectorAll('input')].find(input => input.dataset.choice === focused)?.focus();
  }

  function facetOf(facet) {
    const counts = new Map();
    for (const f of findings) {
      if (!f.apart) counts.set(facet.of(f), (counts.get(facet.of(f)) || 0) + (matches(f, facet.name) ? 1 : 0));
    }
    if (counts.size < 2) return null;
    const keys = facet.order ? facet.order.filter(key => counts.has(key))
      : [...counts.keys()].sort((a, b) => asked[facet.name].has(b) - asked[facet.name].has(a) || counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    const most = widened.has(facet.name) ? 200 : 7;
    return el('fieldset', {}, el('legend', {}, facet.title), keys.slice(0, most).map(key => choice(facet, key, counts.get(key))), keys.length > 7 ? moreOf(facet, keys.length) : null);
  }

  function choice(facet, key, count) {
    const input = el('input', { type: 'checkbox', 'data-choice': `${facet.name} ${key}` });
    input.checked = asked[facet.name].has(key);
    input.addEventListener('change', () => { toggle(facet.name, key); });
    const label = facet.label ? facet.label(key) : key;
    return el('label', { class: `choice${facet.isPath ? ' path' : ''}${count === 0 ? ' none' : ''}`, title: label },
      input, el('span', {}, facet.isPath ? el('bdi', { dir: 'ltr' }, label) : label), el('output', {}, number(count)));
  }

  function moreOf(facet, count) {
    const isWide = widened.has(facet.name);
    const button = el('button', { type: 'button', class: 'more' }, isWide ? 'Fewer' : count > 200 ? `The first 200 of ${number(count)}` : `All ${number(count)}`);
    button.addEventListener('click', () => { if (isWide) widened.delete(facet.name); else widened.add(facet.name); drawFacets(); });
    return button;
  }

  function toggle(facet, key) {
    if (asked[facet].has(key)) asked[facet].delete(key); else asked[facet].add(key);
    draw();
  }

  function drawTiles() {
    const tile = (name, count, label) => {
      const button = el('button', { type: 'button', class: `tile ${name.toLowerCase()}`, 'aria-pressed': String(asked.severity.has(name)) }, el('b', {}, number(count)), el('span', {}, label));
      button.addEventListener('click', () => { toggle('severity', name); byId('tiles').querySelector(`.${name.toLowerCase()}`).focus(); });
      return button;
    };
    const { coverage } = report.summary;
    byId('tiles').replaceChildren(
      ...SEVERITIES.map(name => tile(name, report.summary.by_severity[name] || 0, `${word(name)} severity`)),
      el('div', { class: 'tile' }, el('b', {}, number(coverage.read)), el('span', {}, `of ${many(coverage.files, 'file')} read`)),
      ...(coverage.not_reached > 0 ? [el('div', { class: 'tile medium' }, el('b', {}, number(coverage.not_reached)), el('span', {}, 'files not reached'))] : []));
  }

  // ---- Coverage --------------------------------------------------------------------------------------------------------------

  function drawCoverage(view) {
    const { coverage, tasks } = report.summary;
    const bar = el('div', { class: 'bar', role: 'img', 'aria-label': `${number(coverage.read)} read, ${number(coverage.skipped)} skipped, ${number(coverage.not_reached)} not reached` });
    for (const [name, count] of [['read', coverage.read], ['skipped', coverage.skipped], ['missed', coverage.not_reached]]) {
      if (count === 0) continue;
      const part = el('i', { class: name });
      part.style.flexGrow = count;
      bar.append(part);
    }
    view.replaceChildren(
      el('div', { class: 'panel' }, el('h2', {}, 'What was read'),
        el('p', {}, `Every one of the ${many(coverage.files, 'entry').replace('entrys', 'entries')} of the commit is counted here once. A file that was not read is never reported as clean.`), bar,
        el('ul', { class: 'legend key' }, [['read', coverage.read, 'read'], ['skipped', coverage.skipped, 'skipped, each with a reason'], ['missed', coverage.not_reached, 'not reached']]
          .map(([name, count, label]) => el('li', {}, el('i', { class: name }), `${number(count)} ${label}`)))),
      causes('Not reached', 'not_reached'), causes('Skipped', 'skipped'), causes('Read in part', 'read'),
      report.failed_tasks.length > 0 ? el('div', { class: 'panel' }, el('h2', {}, `${many(tasks.failed, 'task')} given up`),
        table(['Task', 'Attempts', 'Last error'], report.failed_tasks.map(task => [task.task, number(task.attempts), task.reason]), [1])) : '',
      folders());
  }

  function causes(title, fate) {
    const list = report.causes.filter(cause => cause.fate === fate);
    if (list.length === 0) return '';
    return el('div', { class: 'panel' }, el('h2', {}, title), list.map(cause => el('details', { class: 'cause' },
      el('summary', {}, el('b', {}, number(cause.count)), cause.reason),
      el('ul', {}, cause.files.map(path => el('li', { class: 'mono' }, path)), cause.count > cause.files.length ? el('li', {}, `and ${number(cause.count - cause.files.length)} more, in coverage.json`) : null))));
  }

  function folders() {
    if (report.folders.length < 2) return '';
    const rows = report.folders.map(folder => [folder.path || '(top)', number(folder.files), number(folder.read), number(folder.skipped), number(folder.not_reached), number(folder.findings)]);
    return el('div', { class: 'panel' }, el('h2', {}, 'By folder'), table(['Folder', 'Files', 'Read', 'Skipped', 'Not reached', 'Findings'], rows, [1, 2, 3, 4, 5]),
      report.folders_left > 0 ? el('p', {}, `${number(report.folders_left)} more folders are not listed here.`) : null);
  }

  // ---- The whole page --------------------------------------------------------------------------------------------------------

  const VIEWS = { findings: () => {}, coverage: drawCoverage, timeline: view => window.drawTimeline(view, timeline) };
  const drawn = new Set(['findings']);

  function drawView(name) {
    if (drawn.has(name)) return;
    drawn.add(name);
    VIEWS[name](byId(`view-${name}`));
  }

  function show(name) {
    drawView(name);
    for (const section of document.querySelectorAll('main > section')) section.hidden = section.dataset.view !== name;
    for (const link of document.querySelectorAll('.views a')) {
      if (link.dataset.view === name) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
    }
  }

  function writeHash() {
    const words = new URLSearchParams();
    if (asked.q) words.set('q', asked.q);
    if (asked.group !== 'severity') words.set('group', asked.group);
    for (const facet of FACETS) for (const key of asked[facet.name]) words.append(facet.name, key);
    const wanted = words.size > 0 ? `#?${words}` : '';
    if (wanted || location.hash.startsWith('#?')) history.replaceState(null, '', wanted || '#findings');
  }

  function clear() {
    asked.q = '';
    for (const facet of FACETS) asked[facet.name].clear();
    byId('q').value = '';
  }

  function readHash() {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (location.hash.startsWith('#?')) {
      const words = new URLSearchParams(location.hash.slice(2));
      clear();
      asked.q = words.get('q') || '';
      asked.group = GROUPS[words.get('group')] ? words.get('group') : 'severity';
      for (const facet of FACETS) for (const key of words.getAll(facet.name)) asked[facet.name].add(key);
      byId('q').value = asked.q;
      byId('group').value = asked.group;
      show('findings');
      draw();
    } else if (byFingerprint.has(hash)) {
      goTo(byFingerprint.get(hash));
    } else {
      show(Object.hasOwn(VIEWS, hash) ? hash : 'findings');
    }
  }

  function goTo(f) {
    show('findings');
    if (!shown.includes(f)) { clear(); history.replaceState(null, '', `#${f.id}`); draw(); }
    open(f, true);
    row(f).article.scrollIntoView({ block: 'start' });
    row(f).button.focus({ preventScroll: true });
  }

  function step(by) {
    if (shown.length === 0) return;
    const at = shown.findIndex(f => row(f).article.contains(document.activeElement));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
    row(next).button.focus({ preventScroll: true });
    row(next).article.scrollIntoView({ block: 'nearest' });
  }

  function toggleAll() {
    const isOpen = shown.every(f => opened.has(f));
    for (const f of shown) open(f, !isOpen);
    byId('expand').textContent = isOpen ? 'Expand' : 'Collapse';
  }

  function escape() {
    if (document.activeElement === byId('q')) { byId('q').blur(); return; }
    if (!isUnfiltered()) { clear(); draw(); }
  }

  const KEYS = {
    j: () => step(1), k: () => step(-1), '/': () => { show('findings'); byId('q').focus(); byId('q').select(); }, '?': () => byId('help').showModal(), x: toggleAll, t: () => byId('theme').click(),
    1: () => { location.hash = 'findings'; }, 2: () => { location.hash = 'coverage'; }, 3: () => { location.hash = 'timeline'; },
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input[type=search], select, textarea');
    if (event.key === 'Escape') escape();
    else if (!isTyping && Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
  }

  function colours() {
    const names = ['auto', 'light', 'dark'];
    let stored = 'auto';
    // A page opened from a file may have no storage; then the choice lasts as long as the page.
    const keep = name => { try { localStorage.setItem('codereview-colours', name); } catch { stored = name; } };
    try { stored = localStorage.getItem('codereview-colours') || 'auto'; } catch { stored = 'auto'; }
    const use = name => {
      stored = name;
      if (name === 'auto') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = name;
      byId('theme').textContent = word(name.toUpperCase());
    };
    use(names.includes(stored) ? stored : 'auto');
    byId('theme').addEventListener('click', () => { use(names[(names.indexOf(stored) + 1) % names.length]); keep(stored); });
  }

  function head() {
    const { review, summary } = report;
    byId('about').append(...[`Review ${review.id} · commit `, el('code', { title: review.commit }, review.commit.slice(0, 12)), ` · ${summary.agents_run.join(', ')}`,
      summary.usage.turns > 0 ? ` · ${number(summary.usage.turns)} model turns, ${summary.usage.usd.toFixed(2)} US dollars` : '']);
    byId('partial').hidden = summary.status === 'complete';
    byId('partial').textContent = `This review is partial: ${many(summary.coverage.not_reached, 'file')} not reached, ${many(summary.tasks.failed, 'task')} given up. What it does not mention may not have been looked at.`;
    byId('foot').textContent = `CodeReview ${review.version}. ${report.findings_left > 0 ? `${number(report.findings_left)} findings, the least severe, are not on this page; the JSON files have all. ` : ''}`
      + 'Secrets that were recognised are masked. This page loads nothing from anywhere.';
  }

  let typing;
  byId('q').addEventListener('input', event => { clearTimeout(typing); typing = setTimeout(() => { asked.q = event.target.value.trim(); draw(); }, findings.length > 500 ? 120 : 0); });
  byId('group').addEventListener('change', event => { asked.group = event.target.value; draw(); });
  byId('filters').addEventListener('submit', event => event.preventDefault());
  byId('reset').addEventListener('click', () => { clear(); draw(); });
  byId('expand').addEventListener('click', toggleAll);
  byId('help-open').addEventListener('click', () => byId('help').showModal());
  document.addEventListener('keydown', onKey);
  window.addEventListener('hashchange', readHash);
  window.addEventListener('beforeprint', () => { Object.keys(VIEWS).forEach(drawView); shown.slice(0, PRINTED_IN_FULL).forEach(f => open(f, true)); });
  byId('filter-box').open = !matchMedia('(max-width: 52rem)').matches;
  colours();
  head();
  // What the address asks for is read before the first drawing writes it anew.
  if (!location.hash.startsWith('#?')) draw();
  readHash();
})();
