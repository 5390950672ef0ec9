// Reads Actuator each second and shows what it says. Texts of the server are set as text, never as HTML.
'use strict';

const PERIOD = 1000;

function cell(text, className) {
  const td = document.createElement('td');
  td.textContent = text === undefined ? '' : String(text);
  td.className = className || '';
  return td;
}

/** The checks of Camel: the name and state of each, and behind it in an entry of its own what the component knows. */
function checks(health) {
  const { details = {} } = (health.components || {}).camelHealth || {};
  return Object.entries(details)
    .filter(([, state]) => state === 'UP' || state === 'DOWN')
    .map(([name, state]) => ({ name, state, known: details[`${name}.data`] || {} }));
}

function showHealth(health) {
  const status = document.getElementById('status');
  status.textContent = health.status;
  status.className = health.status;
  document.getElementById('checks').replaceChildren(...checks(health).map(({ name, state, known }) => {
    const row = document.createElement('tr');
    row.append(cell(name), cell(state, state), cell(known.connection), cell(known.broker || known.brokers), cell(known.reason));
    return row;
  }));
}

async function showFigure(row) {
  const { meter, tag, statistic, unit } = row.dataset;
  const answer = await fetch(`actuator/metrics/${meter}${tag ? `?tag=${encodeURIComponent(tag)}` : ''}`);
  const measured = answer.ok ? (await answer.json()).measurements.find((one) => one.statistic === statistic) : undefined;
  const shown = measured && (unit === 's' ? `${(measured.value * 1000).toFixed(1)} ms` : String(measured.value));
  row.querySelector('td').textContent = shown === undefined ? '–' : shown;
}

async function refresh() {
  try {
    // 503 has a body too: it says what is down.
    showHealth(await (await fetch('actuator/health/readiness')).json());
    await Promise.all([...document.querySelectorAll('#figures tr')].map(showFigure));
  } catch (failure) {
    showHealth({ status: 'unknown' });
  }
  setTimeout(refresh, PERIOD);
}

document.getElementById('order').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const shown = document.getElementById('answer');
  shown.textContent = 'Waiting for the broker …';
  try {
    const answer = await fetch('orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ item: form.get('item'), pieces: Number(form.get('pieces')) }),
    });
    const said = await answer.json();
    shown.textContent = answer.status === 202 ? `The broker has order ${said.id}.` : `${answer.status}: ${said.detail}`;
  } catch (failure) {
    shown.textContent = `The application does not answer: ${failure.message}`;
  }
});

refresh();
