// The caller's colour and logo. Whatever the colour, text on it and text in it
// can be read: contrast is computed as WCAG 2 does.

const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];
// What connect.css has as --card, in light and in dark.
const CARD = {light: WHITE, dark: [27, 29, 34]};

function parse(color) {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(color);
  return digits && digits.slice(1).map((two) => parseInt(two, 16));
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// `rgb`, moved towards black or white until it can be read on `ground`.
export function readable(rgb, ground, least) {
  const goal = luminance(ground) > 0.18 ? BLACK : WHITE;
  for (let part = 0; part <= 1; part += 0.05) {
    const mixed = rgb.map((v, i) => Math.round(v + (goal[i] - v) * part));
    if (contrast(mixed, ground) >= least) return mixed;
  }
  return goal;
}

export function applyAccent(color) {
  const accent = parse(color || "") || parse("#3457d5");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const set = () => {
    const ground = dark.matches ? CARD.dark : CARD.light;
    // A button must be seen against the card, and its text against the button.
    const button = readable(accent, ground, 3);
    const onButton =
        contrast(button, WHITE) >= contrast(button, BLACK) ? WHITE : BLACK;
    const style = document.documentElement.style;
    const rgb = (value) => `rgb(${value.join(" ")})`;
    style.setProperty("--accent", rgb(button));
    style.setProperty("--on-accent", rgb(onButton));
    style.setProperty("--accent-text", rgb(readable(accent, ground, 4.5)));
    style.setProperty("--accent-soft", `rgb(${button.join(" ")} / 0.12)`);
  };
  dark.addEventListener("change", set);
  set();
}
