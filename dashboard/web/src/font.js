/** The type of the map. A canvas needs it loaded before it draws names. */

export const FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif';

/** @type {[file: string, weight: number, style: string][]} */
const FACES = [["Regular", 400, "normal"], ["Semibold", 600, "normal"], ["Bold", 700, "normal"],
  ["It", 400, "italic"], ["SemiboldIt", 600, "italic"]];

/**
 * The page's own fonts do not reach into this frame. A page that brings its own type
 * gives no folder.
 * @param {string} folder
 * @returns {Promise<void>} once they are there, or cannot be had
 */
export const loadFonts = async (folder) => {
  if (!window.FontFace || !document.fonts) return;
  const faces = FACES.map(([file, weight, style]) => {
    if (!folder) return document.fonts.load(`${style} ${weight} 16px "Source Sans 3"`);
    const face = new FontFace("Source Sans 3", `url(${folder}/SourceSans3-${file}.ttf)`,
      { weight: String(weight), style });
    document.fonts.add(face);
    return face.load();
  });
  await Promise.all(/** @type {Promise<unknown>[]} */ (faces)).catch(() => {});
};
