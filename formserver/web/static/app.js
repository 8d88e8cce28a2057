// Counters, drafts that save themselves, a warning before unsaved text is left, and words while one waits.
// Every page works without this.
(() => {
  'use strict';
  const language = document.documentElement.lang || 'nb';
  const numbers = new Intl.NumberFormat(language);

  // ---------------------------------------------------------------- said to screen readers, politely

  const live = document.createElement('p');
  live.className = 'ds-sr-only';
  live.setAttribute('role', 'status');
  document.body.append(live);

  // ---------------------------------------------------------------- characters left

  // Counts as the server does: Unicode code points, a line break as one.
  const characters = (text) => [...text.replaceAll('\r\n', '\n')].length;

  let announcement;
  const count = (counter) => {
    const field = document.getElementById(counter.dataset.for);
    const draw = (event) => {
      const left = Number(counter.dataset.limit) - characters(field.value);
      const words = left < 0 ? counter.dataset.over : counter.dataset.left;
      counter.textContent = words.replace('{n}', numbers.format(Math.abs(left)));
      counter.dataset.state = left < 0 ? 'over' : 'under';
      counter.hidden = false;
      if (!event) return;
      clearTimeout(announcement);
      announcement = setTimeout(() => { live.textContent = counter.textContent; }, 1000);
    };
    field.addEventListener('input', draw);
    draw();
  };
  document.querySelectorAll('[data-field=counter][data-for]').forEach(count);

  // ---------------------------------------------------------------- drafts

  const PAUSE = 2000;

  // Files wait for the button: sending them again at every pause would be slow and would store them twice.
  const body = (form) => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    return fields;
  };

  // A group of choices has many inputs of one name; its words stand below the last.
  const inputOf = (form, name) => {
    const found = form.elements.namedItem(name);
    return found instanceof RadioNodeList ? found[found.length - 1] : found;
  };

  const showErrors = (form, errors) => {
    form.querySelectorAll('[data-autosave-error]').forEach((message) => {
      document.getElementById(message.dataset.autosaveError)?.removeAttribute('aria-invalid');
      message.remove();
    });
    for (const [name, text] of Object.entries(errors || {})) {
      const input = inputOf(form, name);
      if (!input || input.getAttribute('aria-invalid')) continue;
      const message = document.createElement('p');
      message.className = 'ds-validation-message';
      message.dataset.autosaveError = input.id;
      message.textContent = text;
      input.setAttribute('aria-invalid', 'true');
      input.closest('.ds-field')?.append(message);
    }
  };

  // A page that closes may send 64 kB after it; more than that must wait for the person.
  const fitsAfterClosing = (fields) => [...fields].reduce((sum, [name, value]) => sum + 150 + name.length + 3 * value.length, 0) < 60000;

  const autosave = (form) => {
    const status = form.querySelector('[data-saved]') || document.querySelector('[data-saved]');
    let typed = 0;          // changes a person has made, counted
    let settled = 0;        // how many of them the server has taken care of
    let refusedText = false;  // the server has answered, but some text is only here
    let saving;             // what is on its way to the server, if anything
    let leaving = false;
    let timer;

    const say = (text, failed = false) => {
      if (!status || status.textContent === text) return;
      status.textContent = text;
      status.toggleAttribute('data-failed', failed);
    };

    const understood = (answer, sent) => {
      for (const [field, version] of Object.entries(answer.versions || {})) {
        const input = form.elements.namedItem(`version-${field}`);
        if (input) input.value = version;
      }
      showErrors(form, answer.errors);
      // In a conflict the server keeps both texts; a text it cannot take stays here alone.
      if (['saved', 'conflict', 'invalid'].includes(answer.state)) settled = sent;
      refusedText = !['saved', 'conflict'].includes(answer.state);
      say(answer.message || '', answer.state !== 'saved');
    };

    // When the answer holds no words, the page has them. A redirect (status 0) leads away from the form.
    const wordsFor = (code) => {
      if (code === 429) return form.dataset.tooFast;
      if (code === 400) return form.dataset.session;
      return code < 500 ? form.dataset.link : form.dataset.server;
    };

    const post = (fields, closing) => fetch(form.dataset.autosave, {
      method: 'POST',
      body: fields,
      headers: { 'X-Requested-With': 'fetch', Accept: 'application/json' },
      credentials: 'same-origin',
      redirect: 'manual',
      keepalive: closing && fitsAfterClosing(fields),
    });

    const save = (closing = false) => {
      clearTimeout(timer);
      if (typed !== settled && !saving && !leaving) saving = saveNow(typed, closing);
    };

    const saveNow = async (sent, closing) => {
      say(form.dataset.saving);
      try {
        const response = await post(body(form), closing);
        if ((response.headers.get('Content-Type') || '').includes('json')) understood(await response.json(), sent);
        else say(wordsFor(response.status), true);
      } catch {
        say(form.dataset.network, true);
      }
      saving = undefined;
      if (typed > sent) timer = setTimeout(() => save(), PAUSE);
    };

    // Only what a person does counts: a mail scanner that runs scripts must not write anything.
    const changed = (event) => {
      if (!event.isTrusted || event.target.type === 'file') return;
      typed += 1;
      say(form.dataset.unsaved);
      clearTimeout(timer);
      timer = setTimeout(() => save(), PAUSE);
    };
    form.addEventListener('input', changed);
    form.addEventListener('focusout', () => save());
    // What is on its way comes back with its new version; sent without it, a text would meet itself.
    form.addEventListener('submit', (event) => {
      clearTimeout(timer);
      if (saving) event.preventDefault();
      if (saving && !leaving) saving.then(() => form.requestSubmit(event.submitter));
      leaving = true;
    });
    document.addEventListener('visibilitychange', () => { if (document.hidden) save(true); });
    window.addEventListener('pageshow', () => { leaving = false; });
    window.addEventListener('beforeunload', (event) => {
      if ((typed > settled || refusedText) && !leaving) event.preventDefault();
    });
  };
  document.querySelectorAll('form[data-autosave]').forEach(autosave);

  // ---------------------------------------------------------------- a letter, shown as it is typed

  const preview = (form) => {
    const part = (name) => document.querySelector(`[data-preview-${name}]`);
    const state = part('state');
    let timer;
    let asked;

    const say = (text, failed) => {
      state.textContent = text;
      state.toggleAttribute('data-failed', failed);
    };

    const show = (answer) => {
      if (answer.faults.length) {
        say(`${state.dataset.faulty} ${answer.faults.join(' ')}`, true);
        return;
      }
      say(state.dataset.fresh, false);
      part('shown').hidden = answer.html === undefined;
      part('subject').textContent = answer.subject || '';
      part('text').textContent = answer.text || '';
      part('frame').srcdoc = answer.html || '';
    };

    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const mine = asked;
      try {
        const response = await fetch(form.dataset.preview, {
          method: 'POST',
          body: new FormData(form),
          headers: { 'X-Requested-With': 'fetch', Accept: 'application/json' },
          credentials: 'same-origin',
          redirect: 'manual',
          signal: mine.signal,
        });
        const answer = await response.json();
        if (answer.faults) show(answer);
        else say(answer.message, true);
      } catch {
        if (!mine.signal.aborted) say(state.dataset.failedWords, true);
      }
    };

    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 600);
    });
  };
  document.querySelectorAll('form[data-preview]').forEach(preview);

  // ---------------------------------------------------------------- text that is only on the page

  const guarded = (form) => {
    let unsaved = form.dataset.guarded === 'unsaved';
    form.addEventListener('input', () => { unsaved = true; });
    form.addEventListener('submit', () => { unsaved = false; });
    window.addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
  };
  document.querySelectorAll('form[data-guarded]').forEach(guarded);

  // ---------------------------------------------------------------- an answer that takes seconds

  const PATIENCE = 60000;  // then something has kept the answer from coming, and one may try again

  // The button keeps its focus and its name, hence aria-disabled; a second press does nothing.
  const meanwhile = (asking) => {
    const form = asking.matches('form');
    const presses = form ? asking.querySelectorAll('button') : [asking];
    const row = asking.closest('.app-buttons');
    const words = document.createElement('p');
    words.className = 'ds-paragraph app-meanwhile';
    words.textContent = asking.dataset.meanwhile;
    let patience;

    const rest = () => {
      clearTimeout(patience);
      if (!words.isConnected) return;
      words.remove();
      live.textContent = '';
      presses.forEach((one) => one.removeAttribute('aria-disabled'));
    };

    const wait = (event) => {
      if (words.isConnected) event.preventDefault();
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (form && !row) asking.append(words);
      else (row || asking).after(words);
      live.textContent = words.textContent;
      presses.forEach((one) => one.setAttribute('aria-disabled', 'true'));
      patience = setTimeout(rest, PATIENCE);
    };

    asking.addEventListener(form ? 'submit' : 'click', wait);
    // Who comes back finds the page as it was left.
    window.addEventListener('pageshow', rest);
  };
  document.querySelectorAll('[data-meanwhile]').forEach(meanwhile);

  // ---------------------------------------------------------------- small things

  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
})();
