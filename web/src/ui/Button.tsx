import type { ComponentProps } from 'react'
import styles from './Button.module.css'

interface Props extends ComponentProps<'button'> {
  look: 'primary' | 'outlined' | 'quiet'
  large?: boolean
}

/** A button: `primary` for the one thing to do, `outlined` for what else is to do on a page, `quiet` for all others. */
export function Button({ look, large = false, className, ...rest }: Props) {
  const classes = [styles['button'], styles[look], large && styles['large'], className]
  return <button type="button" className={classes.filter(Boolean).join(' ')} {...rest} />
}
