// The office works without this file; it adds the keyboard, filters that apply themselves, and the selection bar.
// Order: small helpers, filters, rows, selection, ZIP, keyboard.

const one = (selector, root = document) => root.querySelector(selector)
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const rows = all('[data-row]')
const boxes = all('input[name="ids"]')
let at = -1 // the row the keyboard is on
let anchor = -1 // where a range of selected rows began

document.documentElement.classList.add('scripted')

// ---- filters apply themselves; empty ones stay out of the address
for (const form of all('form[data-filter]')) {
  const send = () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true
    form.submit()
  }
  for (const field of all('[data-auto]', form)) field.addEventListener('change', send)
  form.addEventListener('submit', (event) => { event.preventDefault(); send() })
}
addEventListener('pageshow', (event) => { // coming back restores what the browser kept, disabled fields too
  if (event.persisted) for (const field of all('form[data-filter] :disabled')) field.disabled = false
})

// ---- a new address or appliance is asked for only when no known one is chosen
for (const fold of all('.fold')) {
  const select = one('select', fold.parentElement)
  if (!select || fold.contains(select)) continue
  const follow = () => { fold.open = !select.value }
  select.addEventListener('change', follow)
}

// ---- rows
function go(to) {
  if (!rows.length) return
  rows[at]?.classList.remove('at')
  at = Math.min(Math.max(to, 0), rows.length - 1)
  rows[at].classList.add('at')
  rows[at].scrollIntoView({ block: 'nearest' })
  ;(one('[data-open]', rows[at]) ?? rows[at]).focus({ preventScroll: true })
}

for (const [index, row] of rows.entries()) {
  row.addEventListener('focusin', () => {
    if (at === index) return
    rows[at]?.classList.remove('at')
    at = index
    row.classList.add('at')
  })
}

// ---- selection
const bulk = one('.bulk')
const sizes = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 })

function selected() { return boxes.filter((box) => box.checked) }

function showSelection() {
  if (!bulk) return
  const chosen = selected()
  for (const box of boxes) box.closest('tr').classList.toggle('on', box.checked)
  const count = one('[data-count]', bulk)
  count.textContent = chosen.length === 1 ? count.dataset.one : count.dataset.many.replace('{n}', chosen.length)
  const bytes = chosen.reduce((sum, box) => sum + Number(box.closest('tr').dataset.size), 0)
  one('[data-size-of]', bulk).textContent = bytes ? `≈ ${sizes.format(bytes / 1048576)} MB` : ''
  one('[name="scope"][value="selected"]', bulk).disabled = chosen.length === 0
  const every = one('[data-all]')
  every.checked = chosen.length === boxes.length
  every.indeterminate = chosen.length > 0 && chosen.length < boxes.length
}

function selectRange(to) {
  const from = anchor < 0 ? to : anchor
  for (let i = Math.min(from, to); i <= Math.max(from, to); i++) boxes[i].checked = true
}

for (const [index, box] of boxes.entries()) {
  box.addEventListener('click', (event) => {
    if (event.shiftKey) selectRange(index)
    anchor = index
    showSelection()
  })
}
one('[data-all]')?.addEventListener('change', (event) => {
  for (const box of boxes) box.checked = event.target.checked
  showSelection()
})
function clearSelection() { for (const box of boxes) box.checked = false; anchor = -1; showSelection() }
one('[data-none]')?.addEventListener('click', clearSelection)
showSelection()

// ---- a ZIP is a plain download; a cookie of the answer tells when it has begun
one('form[data-zip]')?.addEventListener('submit', (event) => {
  const form = event.currentTarget
  const ticket = crypto.getRandomValues(new Uint32Array(2)).join('')
  let field = one('input[name="ticket"]', form)
  if (!field) {
    field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'ticket' })
    form.append(field)
  }
  field.value = ticket
  const progress = one('[data-progress]', form)
  progress.textContent = progress.dataset.busy
  const looking = setInterval(() => {
    if (!document.cookie.includes(`zip-${ticket}=`)) return
    clearInterval(looking)
    progress.textContent = progress.dataset.begun
  }, 400)
  setTimeout(() => clearInterval(looking), 120_000)
})

// ---- dialogs
const help = one('#keys')
const preview = one('#preview')
for (const button of all('[data-copy]')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim())
    one('[data-copied]').hidden = false
  })
}
one('[data-help]')?.addEventListener('click', () => help.showModal())

function togglePreview() {
  if (!preview) return
  if (preview.open) return preview.close()
  const pdf = rows[at]?.dataset.pdf
  if (!pdf) return
  one('iframe', preview).src = `${pdf}?show=1`
  preview.showModal()
}

// ---- keyboard
const typing = (target) => target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select')

const keys = {
  j: () => go(at + 1),
  k: () => go(at < 0 ? 0 : at - 1),
  x: () => { if (boxes[at]) { boxes[at].checked = !boxes[at].checked; anchor = at; showSelection() } },
  X: () => { if (boxes[at]) { selectRange(at); showSelection() } },
  ' ': togglePreview,
  Enter: () => one('[data-open]', rows[at])?.click(),
  d: () => { const own = one('a[data-key="d"]'); if (own) own.click(); else if (rows[at]?.dataset.pdf) location.href = rows[at].dataset.pdf },
  z: () => { if (selected().length) one('[data-key="z"]')?.click() },
  n: () => one('[data-key="n"]')?.click(),
  '/': () => one('[data-search]')?.focus(),
  '?': () => help?.showModal(),
  Escape: () => { if (selected().length) clearSelection(); else one('[data-back]')?.click() },
}

addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.ctrlKey) return one('[data-key="Ctrl+Enter"]')?.click()
  if (event.ctrlKey || event.metaKey || event.altKey || one('dialog[open]')) return
  if (typing(event.target)) { if (event.key === 'Escape') event.target.blur(); return }
  const inControl = event.target.closest('a, button, summary, [type="checkbox"], [type="radio"]')
  if ((event.key === 'Enter' || event.key === ' ') && (at < 0 || (inControl && !(event.key === ' ' && inControl.matches('[data-open]'))))) return
  const action = keys[event.key]
  if (!action) return
  event.preventDefault()
  action()
})
