// Keys -> the letters typed in one go, for jumping in a list. Example: "f", "i" within half a second -> find('f', false), find('fi', true).

const pauseMs = 500

export function useTypeAhead(find: (text: string, isMore: boolean) => void) {
  let text = ''
  let lastMs = -Infinity

  function typed(event: KeyboardEvent): void {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return
    const isMore = event.timeStamp - lastMs < pauseMs
    lastMs = event.timeStamp
    text = (isMore ? text : '') + event.key.toLowerCase()
    find(text, isMore)
  }
  return { typed }
}
