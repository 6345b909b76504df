// Light or dark? Before the first line is drawn, so this is no module. What the reader chose stands on <html>; "system"
// follows the device, also when it changes at dusk.
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const { appearance } = root.dataset;
    root.dataset.bsTheme = appearance === "dark" || (appearance !== "light" && dark.matches) ? "dark" : "light";
  };
  show();
  dark.addEventListener("change", show);
}
