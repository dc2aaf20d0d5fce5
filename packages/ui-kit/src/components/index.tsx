export { act, ask } from './act.tsx';
export { type Address, useAddress } from './address.tsx';
export { addressOf, setBase } from './base.tsx';
export { Button, SubmitButton } from './button.tsx';
export { type ChartLines, type ChartMark, ControlChart } from './control-chart.tsx';
export { Dialog } from './dialog.tsx';
export { Choice, Field } from './field.tsx';
export { useFocusOnNext } from './focus.tsx';
export { HoldButton } from './hold-button.tsx';
export { useKeys, usePointerWithoutFocus, useTwoSwitches } from './keys.tsx';
export { LanguageProvider, LanguageToggle, useLanguage } from './language.tsx';
export { type LiveView, useLiveView } from './live-view.tsx';
export { LinePlot, LineSwatch } from './plot.tsx';
export { Sign, type SignKind, SignShape } from './sign.tsx';
export { SmallPlot, type SmallPoint } from './small-plot.tsx';
export { StatusBar, type StatusItem } from './status-bar.tsx';
export {
  Code,
  Label,
  PersonName,
  type PlainMessageKey,
  personText,
  Text,
  When,
  Written,
} from './text.tsx';
export { applyTheme, ThemeToggle } from './theme.tsx';
export { Tile } from './tile.tsx';
export { playTone, useTone } from './tone.tsx';
