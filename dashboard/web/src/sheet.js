import { worldWidth } from "./geometry.js";
import { Pen } from "./pen.js";

/**
 * One canvas in one pane. Leaflet moves it with the map and scales it while zooming; it
 * is painted once per frame at most, with room to spare around the view.
 */
export class Sheet extends L.Renderer {
  /**
   * @param {string} pane
   * @param {(pen: Pen) => void} paint
   * @param {boolean} lasts the picture does not depend on where the view is
   */
  constructor(pane, paint, lasts = false) {
    super({ pane, padding: 0.4 });
    this.paint = paint;
    this.lasts = lasts;
    this.frame = 0;
    this.paintMs = 0;
    /** @type {{zoom: number, origin: L.Point, size: L.Point} | null} */
    this.painted = null;
  }

  /** @returns {LeafletInside} what Leaflet keeps for its own renderers */
  get inside() { return /** @type {any} */ (this); }

  _initContainer() {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    this.inside._container = canvas;
    this.ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  }

  _destroyContainer() {
    L.DomUtil.remove(this.inside._container);
    Reflect.deleteProperty(this, "_container");  // Leaflet asks whether there is one
  }

  _updatePaths() {}  // Leaflet calls it; there are none

  _update() {
    const map = this.inside._map;
    if (map._animatingZoom && this.inside._bounds) return;
    if (this.lasts && this.isPainted()) return;
    /** @type {any} */ (L.Renderer.prototype)._update.call(this);
    this.repaint();
  }

  /**
   * Whether the picture is that of this view. It is not while a frame is awaited: the view
   * may have gone elsewhere and come back since, and that frame would paint elsewhere.
   */
  isPainted() {
    const { painted, inside: { _map: map } } = this;
    return !this.frame && !!painted && painted.zoom === map.getZoom() &&
      painted.origin.equals(map.getPixelOrigin()) && painted.size.equals(map.getSize()) && this.covers();
  }

  repaint() {
    if (this.frame || !this.inside._map) return;
    this.frame = requestAnimationFrame(() => this.paintNow());
  }

  /** Paint without waiting for a frame. */
  paintNow() {
    this.frame = 0;
    const { _map: map, _bounds: box, _container: canvas } = this.inside;
    const ctx = this.ctx;
    if (!map || !box || !ctx) return;
    const started = performance.now();
    const dpr = Math.min(window.devicePixelRatio || 1, 2);
    L.DomUtil.setPosition(canvas, /** @type {L.Point} */ (box.min));
    fitCanvas(canvas, box.getSize(), dpr);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    const origin = map.getPixelOrigin();
    const pen = new Pen(ctx, worldWidth(this.inside._zoom ?? map.getZoom()), origin, box, dpr);
    pen.pixels();
    this.paint(pen);
    this.painted = { zoom: map.getZoom(), origin: origin.clone(), size: map.getSize() };
    this.paintMs = performance.now() - started;
  }

  /** A long drag leaves the painted margin. */
  follow() {
    const { _map: map, _bounds: box } = this.inside;
    if (map && box && !map._animatingZoom && !this.covers()) this._update();
  }

  /** Whether the painted piece still fills the view. */
  covers() {
    const map = this.inside._map;
    const view = L.bounds(map.containerPointToLayerPoint([0, 0]),
      map.containerPointToLayerPoint(map.getSize()));
    return /** @type {L.Bounds} */ (this.inside._bounds).contains(view);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {L.Point} size in pixels of the page
 * @param {number} dpr
 */
const fitCanvas = (canvas, size, dpr) => {
  const width = Math.round(size.x * dpr), height = Math.round(size.y * dpr);
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
};
