import type { Side } from './arrangeLabels.ts'
import styles from './carets.module.css'
import type { Box } from './selectionRects.ts'

/** Where one caret stands, in pixels from the corner of the layer. */
export interface CaretPlace {
  left: number
  top: number
  height: number
  side: Side
  /** The name has no room to the right. */
  leftwards: boolean
  boxes: readonly Box[]
}

const FRESH_FOR = 3000

/** The caret of one other person, drawn over the text. */
export class CaretElement {
  readonly place: { left: number; top: number; height: number } = { left: 0, top: 0, height: 0 }
  private readonly caret = document.createElement('div')
  private readonly label = document.createElement('div')
  private readonly name = document.createElement('bdi')
  private readonly selection = document.createElement('div')
  private readonly boxes: HTMLElement[] = []
  private fading: ReturnType<typeof setTimeout> | undefined
  private width = 0

  constructor(layer: HTMLElement) {
    this.caret.className = styles['caret'] ?? ''
    this.label.className = styles['label'] ?? ''
    this.selection.className = styles['selection'] ?? ''
    this.caret.dataset['caret'] = ''
    this.caret.hidden = true
    this.label.append(this.name)
    this.caret.append(this.label)
    layer.append(this.selection, this.caret)
  }

  /** Whether the name is shown, because the caret moved a moment ago. */
  get fresh(): boolean {
    return this.caret.hasAttribute('data-fresh')
  }

  /** How wide the name is; measured once for each name. */
  get labelWidth(): number {
    return (this.width ||= this.label.offsetWidth)
  }

  /** Says whose caret this is; costs nothing where nothing changed. */
  introduce(name: string, color: string): void {
    this.caret.hidden = false
    this.caret.style.setProperty('--person', color)
    this.selection.style.setProperty('--person', color)
    if (this.caret.dataset['name'] === name) return
    this.caret.dataset['name'] = name
    this.name.textContent = name
    this.width = 0
  }

  /** Draws the caret and its selection at this place. */
  show({ left, top, height, side, leftwards, boxes }: CaretPlace): void {
    this.caret.style.transform = `translate(${left}px, ${top}px)`
    this.caret.style.height = `${height}px`
    this.caret.dataset['side'] = side
    this.caret.toggleAttribute('data-leftwards', leftwards)
    Object.assign(this.place, { left, top, height })
    this.drawSelection(boxes)
  }

  /** Shows the name for a moment. */
  moved(): void {
    this.caret.toggleAttribute('data-fresh', true)
    clearTimeout(this.fading)
    this.fading = setTimeout(() => this.caret.removeAttribute('data-fresh'), FRESH_FOR)
  }

  /** Shows the name while the pointer is near. */
  near(isNear: boolean): void {
    this.caret.toggleAttribute('data-near', isNear && !this.caret.hidden)
  }

  hide(): void {
    this.caret.hidden = true
    this.drawSelection([])
  }

  remove(): void {
    clearTimeout(this.fading)
    this.caret.remove()
    this.selection.remove()
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
