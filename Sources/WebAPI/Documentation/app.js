// Lists the operations of /openapi.json and lets a reader send them. All text goes into the page as text, never as markup.
'use strict';

const $ = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

const longest = 200000;

class Operation {
  constructor(api, path, method, definition) {
    Object.assign(this, { api, path, method, definition, fields: [] });
    this.node = $('details', { className: 'operation', id: definition.operationId });
    this.node.append($('summary', {},
      $('span', { className: `method ${method}`, textContent: method.toUpperCase() }),
      $('code', { textContent: path }),
      $('span', { className: 'summary', textContent: definition.summary })));
    this.node.addEventListener('toggle', () => this.build(), { once: true });
  }

  build() {
    const panel = $('div');
    if (this.definition.description) panel.append($('p', { textContent: this.definition.description.replaceAll('`', '') }));
    for (const parameter of this.definition.parameters ?? []) panel.append(this.field(parameter));
    const content = this.definition.requestBody?.content['application/json'];
    const schema = content?.schema;
    if (schema) {
      this.body = $('textarea', { spellcheck: false, value: JSON.stringify(content.example ?? example(schema), null, 2) });
      panel.append($('label', { className: 'field' }, $('span', { textContent: 'body' }), this.body));
      panel.append(members(schema));
    }
    this.send = $('button', { type: 'button', textContent: 'Send' });
    this.stop = $('button', { type: 'button', className: 'quiet', textContent: 'Stop', disabled: true });
    this.result = $('div', { ariaLive: 'polite' });
    this.send.addEventListener('click', () => this.run());
    this.stop.addEventListener('click', () => this.abort?.abort());
    panel.append($('div', { className: 'actions' }, this.send, this.stop), this.result, ...answer(this.definition));
    this.node.append(panel);
  }

  field(parameter) {
    const words = parameter.schema.enum;
    const input = words
      ? $('select', {}, $('option', { value: '', textContent: '' }), ...words.map((word) => $('option', { textContent: word })))
      : $('input', { type: 'text', spellcheck: false, placeholder: String(parameter.example ?? '') });
    this.fields.push({ parameter, input });
    const name = parameter.name + (parameter.required ? ' *' : '');
    const label = $('label', { className: 'field' }, $('span', { className: 'mono', textContent: name }), input);
    const bounds = 'maximum' in parameter.schema ? ` ${parameter.schema.minimum} to ${parameter.schema.maximum}.` : '';
    const text = ((parameter.description ?? '') + bounds).replaceAll('`', '');
    if (text) label.append($('small', { textContent: text }));
    return label;
  }

  url() {
    let path = this.path;
    const query = new URLSearchParams();
    for (const { parameter, input } of this.fields) {
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value !== '') query.append(parameter.name, input.value);
    }
    return query.size ? `${path}?${query}` : path;
  }

  async run() {
    const missing = this.fields.find(({ parameter, input }) => parameter.required && input.value === '');
    if (missing) return missing.input.focus();
    const url = this.url();
    const headers = {};
    const key = document.getElementById('key').value;
    if (key) headers['X-API-Key'] = key;
    if (this.body) headers['Content-Type'] = 'application/json';
    this.abort = new AbortController();
    this.send.disabled = true;
    this.stop.disabled = false;
    const output = $('pre');
    const status = $('p', { className: 'status', textContent: '…' });
    this.result.replaceChildren($('pre', { textContent: curl(this.method, url, this.body?.value, key) }), status, output);
    const start = performance.now();
    try {
      const options = { method: this.method.toUpperCase(), headers, body: this.body?.value, signal: this.abort.signal };
      const reply = await fetch(url, options);
      status.textContent = `${reply.status} ${reply.statusText} · ${Math.round(performance.now() - start)} ms`;
      status.classList.add(reply.ok ? 'good' : 'bad');
      await show(reply, output);
    } catch (error) {
      if (error.name === 'AbortError') return;
      status.textContent = String(error);
      status.classList.add('bad');
    } finally {
      this.send.disabled = false;
      this.stop.disabled = true;
    }
  }
}

async function show(reply, output) {
  const names = ['x-request-id', 'x-total-count', 'link', 'retry-after', 'allow'];
  const head = names.filter((name) => reply.headers.has(name)).map((name) => `${name}: ${reply.headers.get(name)}\n`).join('');
  const type = reply.headers.get('content-type') ?? '';
  output.textContent = head + '\n';
  if (type.startsWith('text/event-stream')) {
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) output.append(part.value);
    return;
  }
  let text = await reply.text();
  if (type.startsWith('application/json') && text) text = JSON.stringify(JSON.parse(text), null, 2);
  output.append(text.length > longest ? `${text.slice(0, longest)}\n… ${text.length - longest} more characters` : text);
}

function curl(method, url, body, key) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  let line = `curl -i ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${quoted(location.origin + url)}`;
  if (key) line += ` \\\n  -H "X-API-Key: $KEY"`;
  if (body !== undefined) line += ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(body)}`;
  return line;
}

// A body to begin with: what is required, and the choices there are.
function example(schema) {
  const value = {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name)) value[name] = name === 'target_path' ? '/path/to/project' : '';
    else if (member.items?.enum) value[name] = member.items.enum;
  }
  return value;
}

function members(schema) {
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) =>
    $('tr', {}, $('th', { scope: 'row' }, $('code', { textContent: name })),
      $('td', { textContent: (member.description ?? '').replaceAll('`', '') }),
      $('td', { className: 'mono', textContent: member.examples ? JSON.stringify(member.examples[0]) : '' })));
  return $('details', {}, $('summary', { textContent: 'Members of the body' }), $('table', {}, ...rows));
}

// What comes back when all goes well, as the document has it.
function answer(definition) {
  const [status, reply] = Object.entries(definition.responses).find(([code]) => code < 300) ?? [];
  const value = Object.values(reply?.content ?? {})[0]?.example;
  if (value === undefined) return [];
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return [$('details', { className: 'answer' }, $('summary', { textContent: `Answer, for example (${status})` }),
    $('pre', { textContent: text }))];
}

async function start() {
  const main = document.getElementById('operations');
  const api = await (await fetch('/openapi.json')).json();
  document.getElementById('version').textContent = api.info.version;
  for (const group of api.tags) {
    const section = $('section', {}, $('h2', { textContent: group.name }), $('p', { textContent: group.description }));
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, definition] of Object.entries(methods)) {
        if (definition.tags.includes(group.name)) section.append(new Operation(api, path, method, definition).node);
      }
    }
    main.append(section);
  }
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted) {
    wanted.open = true;
    wanted.scrollIntoView();
  }
}

start().catch((error) => {
  document.getElementById('operations').append($('p', { className: 'status bad', textContent: String(error) }));
});
