// text -> the clipboard. The shell grants the page no clipboard permission, so this is the copy command with our own text in it.
// Trap: it works only inside a click or a key press.

export function copyText(text: string): void {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', fill, { once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', fill)
}
