import styles from './carets.module.css'

/** Where one caret stands, in pixels from the corner of the layer. */
export interface CaretPlace {
  left: number
  top: number
  height: number
  /** The label has no room above, so it goes below. */
  below: boolean
  /** The label has no room to the right. */
  leftwards: boolean
  rects: readonly { left: number; top: number; width: number; height: number }[]
}

const FRESH_FOR = 3000

/** The caret of one other person, drawn over the text. */
export class CaretElement {
  readonly place: { left: number; top: number; height: number } = { left: 0, top: 0, height: 0 }
  private readonly caret = document.createElement('div')
  private readonly name = document.createElement('bdi')
  private readonly selection = document.createElement('div')
  private readonly boxes: HTMLElement[] = []
  private fading: ReturnType<typeof setTimeout> | undefined

  constructor(layer: HTMLElement) {
    const label = document.createElement('div')
    this.caret.className = styles['caret'] ?? ''
    label.className = styles['label'] ?? ''
    this.selection.className = styles['selection'] ?? ''
    this.caret.dataset['caret'] = ''
    label.append(this.name)
    this.caret.append(label)
    layer.append(this.selection, this.caret)
  }

  /** Shows the person at this place; costs nothing where nothing changed. */
  show(name: string, color: string, place: CaretPlace): void {
    if (this.name.textContent !== name) this.name.textContent = name
    if (this.caret.dataset['name'] !== name) this.caret.dataset['name'] = name
    this.caret.style.setProperty('--person', color)
    this.selection.style.setProperty('--person', color)
    this.caret.style.transform = `translate(${place.left}px, ${place.top}px)`
    this.caret.style.height = `${place.height}px`
    this.caret.toggleAttribute('data-below', place.below)
    this.caret.toggleAttribute('data-leftwards', place.leftwards)
    this.caret.hidden = false
    Object.assign(this.place, { left: place.left, top: place.top, height: place.height })
    this.drawSelection(place.rects)
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

  private drawSelection(rects: CaretPlace['rects']): void {
    while (this.boxes.length > rects.length) this.boxes.pop()?.remove()
    while (this.boxes.length < rects.length) {
      this.boxes.push(this.selection.appendChild(document.createElement('div')))
    }
    rects.forEach(({ left, top, width, height }, i) => {
      const style = this.boxes[i]?.style
      if (style === undefined) return
      style.transform = `translate(${left}px, ${top}px)`
      style.width = `${width}px`
      style.height = `${height}px`
    })
  }
}
