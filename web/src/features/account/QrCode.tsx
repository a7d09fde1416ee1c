// oxlint-disable-next-line import/no-named-as-default -- its types know the default only
import qrcode from 'qrcode-generator'

const DOT = 4
const MARGIN = 16

/** A text as a QR code, dark on white as scanners want it. */
export function QrCode({
  text,
  label,
  className,
}: {
  text: string
  label: string
  className?: string | undefined
}) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  return <img src={code.createDataURL(DOT, MARGIN)} alt={label} className={className} />
}
