import type { Side } from './arrangeLabels.ts'
import styles from './carets.module.css'
import type { Place } from './measurePlace.ts'
import type { Box } from './selectionRects.ts'

/** Where the name of a caret stands. */
export interface LabelPlace {
  readonly side: Side
  /** The name has no room to the right. */
  readonly leftwards: boolean
}

const FRESH_FOR = 3000

/**
 * The caret of one other person, drawn over the text. What is the same as before is not written again: a caret that only
 * moves needs no layout, and what moves is an element without looks of its own, whose style costs a fifth of the caret's.
 */
export class CaretElement {
  private readonly place = document.createElement('div')
  private readonly caret = document.createElement('div')
  private readonly label = document.createElement('div')
  private readonly name = document.createElement('bdi')
  private readonly selection = document.createElement('div')
  private readonly boxes: HTMLElement[] = []
  private fading: ReturnType<typeof setTimeout> | undefined
  private movedAt = 0
  private width = 0
  private person = ''
  private color = ''
  private top = 0
  private height = 0
  private isShown = false
  private standing: Side = 'none'
  private drawn: LabelPlace = { side: 'none', leftwards: false }

  constructor(layer: HTMLElement) {
    this.place.className = styles['place'] ?? ''
    this.caret.className = styles['caret'] ?? ''
    this.label.className = styles['label'] ?? ''
    this.selection.className = styles['selection'] ?? ''
    this.caret.dataset['caret'] = ''
    this.caret.dataset['side'] = this.drawn.side
    this.caret.hidden = true
    this.label.append(this.name)
    this.caret.append(this.label)
    this.place.append(this.caret)
    layer.append(this.selection, this.place)
  }

  /** Whether the name is shown, because the caret moved a moment ago. */
  get fresh(): boolean {
    return this.fading !== undefined
  }

  /** Where the name stands on this line since it was shown; one that has faded, or comes to another line, is placed anew. */
  sideOn(top: number): Side {
    return Math.abs(this.top - top) < 1 ? this.standing : 'none'
  }

  /** How wide the name is; measured once for each name, of a caret that is shown. */
  get labelWidth(): number {
    this.appear(true)
    return (this.width ||= this.label.offsetWidth)
  }

  /** Says whose caret this is. */
  introduce(name: string, color: string): void {
    if (this.color !== color) {
      this.color = color
      this.caret.style.setProperty('--person', color)
      this.selection.style.setProperty('--person', color)
    }
    if (this.person === name) return
    this.person = name
    this.caret.dataset['name'] = name
    this.name.textContent = name
    this.width = 0
  }

  /** Draws the caret, its name and its selection at this place. */
  show({ left, top, bottom, boxes }: Place, { side, leftwards }: LabelPlace): void {
    this.place.style.transform = `translate(${left}px, ${top}px)`
    this.top = top
    const height = bottom - top
    if (this.height !== height) {
      this.height = height
      this.caret.style.height = `${height}px`
    }
    if (this.drawn.side !== side) this.caret.dataset['side'] = side
    if (this.drawn.leftwards !== leftwards) this.caret.toggleAttribute('data-leftwards', leftwards)
    this.drawn = { side, leftwards }
    this.standing = this.fresh ? side : 'none'
    this.drawSelection(boxes)
  }

  /** Shows the name for a moment. */
  moved(): void {
    this.movedAt = performance.now()
    // A caret that moves all the time keeps the clock that it has.
    if (this.fading === undefined) this.fadeAfter(FRESH_FOR)
  }

  /** Shows the name while the pointer is near. */
  near(isNear: boolean): void {
    this.place.toggleAttribute('data-near', isNear && this.isShown)
  }

  hide(): void {
    this.appear(false)
    this.drawSelection([])
  }

  remove(): void {
    clearTimeout(this.fading)
    this.place.remove()
    this.selection.remove()
  }

  private appear(isShown: boolean): void {
    if (this.isShown === isShown) return
    this.isShown = isShown
    this.caret.hidden = !isShown
  }

  private fadeAfter(time: number): void {
    this.caret.toggleAttribute('data-fresh', true)
    this.fading = setTimeout(() => {
      this.fading = undefined
      const left = this.movedAt + FRESH_FOR - performance.now()
      if (left > 0) return this.fadeAfter(left)
      this.standing = 'none'
      this.caret.removeAttribute('data-fresh')
    }, time)
  }

  private drawSelection(boxes: readonly Box[]): void {
    while (this.boxes.length > boxes.length) this.boxes.pop()?.remove()
    while (this.boxes.length < boxes.length) {
      this.boxes.push(this.selection.appendChild(document.createElement('div')))
    }
    boxes.forEach(({ left, top, right, bottom }, i) => {
      const style = this.boxes[i]?.style
      if (style === undefined) return
      style.transform = `translate(${left}px, ${top}px)`
      style.width = `${right - left}px`
      style.height = `${bottom - top}px`
    })
  }
}
