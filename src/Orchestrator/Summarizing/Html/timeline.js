'use strict';
// Draws the life of a review: what was alive when, what it did, and what it cost. Positions come computed, from 0 to 1000.
window.drawTimeline = (view, timeline) => {
  const { el, svg, table, number, many } = window.elements;
  const LEFT = 92, WIDTH = 1000, RIGHT = 14;
  const x = at => (LEFT + at).toFixed(1);
  let y = 22;
  const parts = [];
  const label = (text, at) => svg('text', { x: LEFT - 10, y: at, 'text-anchor': 'end' }, text);
  const tip = text => svg('title', {}, text);

  function lane(name, height, draw) {
    parts.push(label(name, y + height / 2 + 4));
    draw(y);
    y += height + 16;
  }

  function box(from, to, top, height, kind, text) {
    return svg('rect', { x: x(from), y: top, width: Math.max(1.5, to - from).toFixed(1), height, rx: 2, class: kind }, tip(text));
  }

  function steps(points, top, height, most, isArea) {
    const at = value => (top + height - value / most * height).toFixed(1);
    let path = `M${x(points[0][0])} ${at(points[0][1])}`;
    for (let i = 1; i < points.length; i++) path += `H${x(points[i][0])}V${at(points[i][1])}`;
    path += `H${x(WIDTH)}`;
    if (isArea) path += `V${top + height}H${x(points[0][0])}Z`;
    return path;
  }

  if (timeline.stages.length === 0) {
    view.replaceChildren(el('div', { class: 'panel' }, el('h2', {}, 'Timeline'), el('p', {}, 'This report was written without the journal at hand.')));
    return;
  }

  lane('Stage', 26, top => {
    for (const stage of timeline.stages) {
      parts.push(box(stage.from, stage.to, top, 26, 'stage', `${stage.name}: ${stage.lasted}`));
      if (stage.to - stage.from > stage.name.length * 6.5 + 8) parts.push(svg('text', { x: x((stage.from + stage.to) / 2), y: top + 17, 'text-anchor': 'middle', class: 'name' }, stage.name));
    }
  });
  lane('Activations', 18, top => {
    for (const a of timeline.activations) parts.push(box(a.from, a.to, top, 18, a.kind, a.text));
  });
  if (timeline.most_tasks > 0) {
    lane('Tasks at once', 84, top => {
      for (const share of [0, 0.5, 1]) parts.push(svg('line', { x1: x(0), x2: x(WIDTH), y1: top + 84 * (1 - share), y2: top + 84 * (1 - share), class: 'grid' }));
      parts.push(svg('path', { d: steps(timeline.tasks, top, 84, timeline.most_tasks, true), class: 'tasks' }, tip(`Tasks at once: at most ${number(timeline.most_tasks)}`)));
      parts.push(svg('text', { x: x(4), y: top + 11 }, number(timeline.most_tasks)));
    });
  }
  if (timeline.usd > 0) {
    lane('US dollars', 60, top => {
      parts.push(svg('line', { x1: x(0), x2: x(WIDTH), y1: top + 60, y2: top + 60, class: 'grid' }));
      parts.push(svg('path', { d: steps(timeline.cost, top, 60, timeline.usd, false), class: 'cost' }, tip(`Cost: ${timeline.usd.toFixed(2)} US dollars in all`)));
      parts.push(svg('text', { x: x(4), y: top + 11 }, timeline.usd.toFixed(2)));
    });
  }
  if (timeline.marks.length > 0) {
    lane('Trouble', 14, top => {
      for (const mark of timeline.marks) parts.push(svg('circle', { cx: x(mark.at), cy: top + 7, r: 4, class: 'trouble' }, tip(mark.text)));
    });
  }

  const bottom = y - 8;
  for (const gap of timeline.gaps) {
    parts.unshift(svg('line', { x1: x(gap.at), x2: x(gap.at), y1: 14, y2: bottom, class: 'gap' }));
    parts.push(svg('text', { x: x(gap.at), y: 11, 'text-anchor': 'middle' }, gap.text));
  }
  parts.push(svg('line', { x1: x(0), x2: x(WIDTH), y1: bottom, y2: bottom, class: 'axis' }));
  for (const tick of timeline.ticks) {
    parts.push(svg('line', { x1: x(tick.at), x2: x(tick.at), y1: bottom, y2: bottom + 5, class: 'axis' }));
    parts.push(svg('text', { x: x(tick.at), y: bottom + 18, 'text-anchor': tick.at > 960 ? 'end' : tick.at < 20 ? 'start' : 'middle' }, tick.text));
  }

  const picture = svg('svg', { class: 'picture', viewBox: `0 0 ${LEFT + WIDTH + RIGHT} ${bottom + 26}`, role: 'img', 'aria-label': timeline.told }, parts);
  const kinds = [['alive', 'ended by itself'], ['crashed', 'ended without a word: killed, crashed or frozen'], ['open', 'at work when this was written']]
    .filter(([kind]) => timeline.activations.some(a => a.kind === kind));
  view.replaceChildren(
    el('div', { class: 'panel' }, el('h2', {}, 'The life of this review'), el('p', {}, timeline.told),
      el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Timeline as a picture' }, picture),
      el('ul', { class: 'legend key' }, kinds.map(([kind, text]) => el('li', {}, el('i', { class: kind }), text)), timeline.marks.length > 0 ? el('li', {}, el('i', { class: 'trouble' }), 'an attempt failed') : null)),
    el('div', { class: 'panel' }, el('h2', {}, many(timeline.activation_count, 'activation')),
      el('p', {}, 'An activation is one life of the review in memory. What it did is in the journal; the next one goes on from there.'),
      table(['No.', 'Began', 'Lasted', 'Events', 'Ended'], timeline.listed.map(a => [a.token, a.began, a.lasted, number(a.events), a.ended]), [3])),
    timeline.marks.length > 0 ? el('div', { class: 'panel' }, el('h2', {}, 'Trouble on the way'), table(['When', 'What'], timeline.marks.map(mark => [mark.when, mark.text]))) : '');
};
