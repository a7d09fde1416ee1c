/** The woven mark: two threads over and under two others. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round">
        <path d="M4 11h3M17 11h11M4 21h11M25 21h3" />
        <path d="M12 4v11M12 25v3M20 4v3M20 17v11" />
      </g>
    </svg>
  )
}
