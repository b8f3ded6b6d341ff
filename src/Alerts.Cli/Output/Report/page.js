// Draws the charts of a backtest's page. The data stand in the page; nothing is loaded.
(() => {
  'use strict';
  const DAY = 86400000, SVG = 'http://www.w3.org/2000/svg';
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const date = day => new Date(day * DAY);
  const worded = (day, monthly) => { const d = date(day); return `${monthly ? '' : d.getUTCDate() + ' '}${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`; };

  // As everywhere: percent to one decimal, otherwise four significant digits and never fewer than the whole part.
  function number(value, unit) {
    const size = Math.abs(value);
    let decimals = unit === '%' ? 1 : size === 0 ? 0 : Math.max(0, 3 - Math.floor(Math.log10(size)));
    let text = size.toFixed(Math.min(decimals, 20));
    if (unit !== '%' && text.includes('.')) text = text.replace(/\.?0+$/, '');
    const [whole, rest] = text.split('.');
    return (value < 0 && Number(text) !== 0 ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
  }
  const quantity = (value, unit) => number(value, unit) + (unit === '%' ? ' %' : unit && unit !== '1' ? ' ' + unit : '');

  const make = (parent, name, attributes, text) => {
    const node = document.createElementNS(SVG, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text !== undefined) node.textContent = text;
    parent.appendChild(node);
    return node;
  };
  const line = (parent, className, text) => { const node = document.createElement('div'); if (className) node.className = className; node.textContent = text; parent.appendChild(node); return node; };

  function steps(low, high, count) {
    if (!(high > low)) { const pad = Math.abs(low) * 0.05 || 1; low -= pad; high += pad; }
    const raw = (high - low) / count, power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 2.5, 5, 10].map(n => n * power).find(n => n >= raw);
    const from = Math.floor(low / step) * step, ticks = [];
    for (let n = 0; from + n * step <= high + step * 0.999; n++) ticks.push(from + n * step);
    return ticks;
  }

  function times(first, last, width) {
    const months = (last - first) / 30.4, every = [1, 2, 3, 6, 12, 24, 36, 60, 120].find(n => months / n <= width / 72) || 240;
    const start = date(first), ticks = [];
    for (let m = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / every) * every; ; m += every) {
      const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY;
      if (day > last) break;
      if (day >= first) ticks.push([day, every >= 12 || m % 12 === 0 ? String(Math.floor(m / 12)) : MONTHS[m % 12]]);
    }
    return ticks;
  }

  const extent = (...lists) => {
    let low = Infinity, high = -Infinity;
    for (const list of lists) for (const v of list) if (v !== null && v !== undefined) { if (v < low) low = v; if (v > high) high = v; }
    return [low, high];
  };

  // Of many points on one pixel only the first, lowest, highest and last are drawn.
  function path(days, values, x, y) {
    let text = '', pen = false, at = 0;
    while (at < days.length) {
      if (values[at] === null || values[at] === undefined) { pen = false; at++; continue; }
      const column = Math.round(x(days[at]));
      let end = at, low = at, high = at;
      while (end + 1 < days.length && Math.round(x(days[end + 1])) === column && values[end + 1] != null) { end++; if (values[end] < values[low]) low = end; if (values[end] > values[high]) high = end; }
      for (const i of [...new Set([at, low, high, end])].sort((a, b) => a - b)) { text += `${pen ? 'L' : 'M'}${x(days[i]).toFixed(1)} ${y(values[i]).toFixed(1)}`; pen = true; }
      at = end + 1;
    }
    return text;
  }

  function draw(box, data) {
    const width = box.clientWidth, narrow = width < 520;
    const left = narrow ? 46 : 58, right = 10, tall = narrow ? 190 : 250, gap = 30, low = narrow ? 90 : 110, bottom = 22, top = 12;
    const two = data.panel, height = top + tall + (two ? gap + low : 0) + bottom;
    box.querySelector('svg')?.remove();
    const svg = make(box, 'svg', { viewBox: `0 0 ${width} ${height}`, height, role: 'img', tabindex: 0, 'aria-label': data.label });
    const first = data.t[0], last = data.t[data.t.length - 1], inner = width - left - right;
    const x = day => left + (last === first ? inner / 2 : (day - first) / (last - first) * inner);
    const panels = [];

    function panel(from, size, lists, lines, unit) {
      const [low, high] = extent(...lists), ticks = steps(low, high, size > 150 ? 5 : 3);
      const y = value => from + size - (value - ticks[0]) / (ticks[ticks.length - 1] - ticks[0]) * size;
      for (const tick of ticks) { make(svg, 'line', { class: 'grid', x1: left, x2: width - right, y1: y(tick), y2: y(tick) }); make(svg, 'text', { x: left - 7, y: y(tick) + 4, 'text-anchor': 'end' }, number(tick, unit === '%' ? '' : unit)); }
      for (const [a, b] of data.firing) make(svg, 'rect', { class: 'firing', x: x(a), y: from, width: Math.max(2, Math.min(x(b), width - right) - x(a)), height: size });
      for (const [list, className] of lines) make(svg, 'path', { class: className, d: path(data.t, list, x, y) });
      panels.push({ from, size, y });
      return y;
    }

    for (const [day, text] of times(first, last, inner)) { make(svg, 'line', { class: 'axis', x1: x(day), x2: x(day), y1: height - bottom, y2: height - bottom + 4 }); make(svg, 'text', { x: x(day), y: height - 4, 'text-anchor': x(day) < left + 14 ? 'start' : x(day) > width - right - 14 ? 'end' : 'middle' }, text); }
    const y = panel(top, tall, [data.v, data.limit], [[data.limit, 'limit-line'], [data.v, 'value']], data.unit);
    if (two) {
      const flat = n => data.t.map(() => n), from = top + tall + gap;
      make(svg, 'text', { x: left, y: from - 9 }, `${data.measure}, ${data.measureUnit === '%' ? '%' : data.measureUnit || 'no unit'}`);
      const lines = [[flat(data.threshold), 'limit-line']];
      if (data.clear !== null) lines.push([flat(data.clear), 'clear-line']);
      panel(from, low, [data.i, [data.threshold, data.clear]], [...lines, [data.i, 'value']], data.measureUnit);
    }
    for (const event of data.events) {
      const at = nearest(data, event.t), amended = event.k === 'corrected' || event.k === 'retracted';
      make(svg, 'circle', { class: `dot ${event.k === 'firing' ? 'fire' : event.k === 'resolved' ? 'over' : amended ? 'amended' : 'more'}`, cx: x(event.t), cy: y(data.v[at]), r: event.k === 'firing' || event.k === 'resolved' ? 4.5 : 3.5 });
    }
    const over = make(svg, 'g', { visibility: 'hidden', 'pointer-events': 'none' });
    return { svg, over, x, y, left, right, width, panels, at: -1 };
  }

  // Newest point at or before a day.
  function nearest(data, day) {
    let low = 0, high = data.t.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (data.t[middle] <= day) low = middle; else high = middle - 1; }
    return low;
  }

  function closest(data, day) {
    const at = nearest(data, day);
    return at + 1 < data.t.length && data.t[at + 1] - day < day - data.t[at] ? at + 1 : at;
  }

  function show(box, tip, chart, data, at) {
    chart.at = at;
    const { over, x, y } = chart, day = data.t[at], value = data.v[at], base = data.b[at];
    over.replaceChildren();
    over.setAttribute('visibility', 'visible');
    for (const p of chart.panels) make(over, 'line', { class: 'cross', x1: x(day), x2: x(day), y1: p.from, y2: p.from + p.size });
    if (base !== null && data.bt[at] !== null && data.bt[at] >= data.t[0]) {
      make(over, 'line', { class: 'base-line', x1: x(data.bt[at]), y1: y(base), x2: x(day), y2: y(base) });
      make(over, 'line', { class: 'base-line', x1: x(day), y1: y(base), x2: x(day), y2: y(value) });
      make(over, 'circle', { class: 'base-dot', cx: x(data.bt[at]), cy: y(base), r: 3.5 });
    }
    make(over, 'circle', { class: 'here', cx: x(day), cy: y(value), r: 4 });
    if (chart.panels.length > 1 && data.i[at] !== null) make(over, 'circle', { class: 'here', cx: x(day), cy: chart.panels[1].y(data.i[at]), r: 3.5 });

    tip.replaceChildren();
    const head = line(tip, '', `${worded(day, data.monthly)}: `);
    const bold = document.createElement('b');
    bold.textContent = quantity(value, data.unit);
    head.appendChild(bold);
    line(tip, 'sum', data.i[at] === null ? `no verdict${data.why[at] ? ': ' + data.why[at] : ''}` : sum(data, at));
    if (data.i[at] !== null) line(tip, 'quiet', `${data.op} ${quantity(data.threshold, data.measureUnit)}: ${data.firing.some(([a, b]) => day >= a && day < b) ? 'firing' : 'quiet'}`);
    for (const event of data.events.filter(event => closest(data, event.t) === at)) {
      const told = line(tip, 'told', '');
      line(told, '', `${event.k}, published ${event.p}`).style.fontWeight = 600;
      line(told, '', event.title);
      for (const text of event.sums) line(told, 'sum quiet', text);
    }
    const across = x(day), room = tip.offsetWidth, down = box.clientHeight;
    tip.style.left = Math.max(0, Math.min(across + 14 + room > box.clientWidth ? across - room - 14 : across + 14, box.clientWidth - room)) + 'px';
    tip.style.top = Math.max(0, Math.min(y(value) - tip.offsetHeight / 2, down - tip.offsetHeight)) + 'px';
    tip.style.visibility = 'visible';
  }

  const signed = text => text.startsWith('−') ? `(${text})` : text;

  function sum(data, at) {
    const came = quantity(data.i[at], data.measureUnit), base = data.b[at], now = data.c[at];
    if (base === null || now === null) return `${data.measure} = ${came}`;
    const c = number(now), b = number(base), when = data.bt[at] === null ? '' : `; base of ${worded(data.bt[at], data.monthly)}`;
    const formula = { fall: `(${b} − ${signed(c)}) / ${b} × 100`, move: `${c} − ${signed(b)}`, percent: `(${c} − ${signed(b)}) / ${b} × 100`, spread: `${c} − ${signed(b)}`, ratio: `${c} / ${b}`, share: `${c} / ${b} × 100`, unit_value: `${c} / ${b}` }[data.kind];
    return formula ? `${data.measure} = ${formula}${data.factor} = ${came}${data.kind === 'percent' || data.kind === 'fall' || data.kind === 'move' ? when : ''}` : `${data.measure} = ${came}`;
  }

  const charts = [...document.querySelectorAll('.chart')].map(box => {
    const data = JSON.parse(box.querySelector('script').textContent), tip = box.querySelector('.tip');
    let chart = draw(box, data);
    const hide = () => { chart.over.setAttribute('visibility', 'hidden'); tip.style.visibility = 'hidden'; chart.at = -1; };
    box.addEventListener('pointermove', event => {
      const across = event.clientX - box.getBoundingClientRect().left;
      if (across < chart.left - 6 || across > chart.width - chart.right + 6) return hide();
      const first = data.t[0], last = data.t[data.t.length - 1];
      const day = first + (across - chart.left) / (chart.width - chart.left - chart.right) * (last - first);
      // An event within a finger's breadth is what was meant.
      const near = data.events.map(one => [Math.abs(chart.x(one.t) - across), one.t]).filter(([far]) => far <= 6).sort((a, b) => a[0] - b[0])[0];
      show(box, tip, chart, data, closest(data, near ? near[1] : day));
    });
    box.addEventListener('pointerleave', hide);
    box.addEventListener('keydown', event => {
      const move = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
      if (event.key === 'Escape') return hide();
      if (!move) return;
      event.preventDefault();
      show(box, tip, chart, data, Math.max(0, Math.min(data.t.length - 1, (chart.at < 0 ? data.t.length - 1 : chart.at + move))));
    });
    return () => { hide(); chart = draw(box, data); };
  });
  let waiting = 0, width = window.innerWidth;
  const again = () => charts.forEach(redraw => redraw());
  window.addEventListener('resize', () => { if (window.innerWidth === width) return; width = window.innerWidth; cancelAnimationFrame(waiting); waiting = requestAnimationFrame(again); });
  window.matchMedia('print').addEventListener('change', again);
})();
