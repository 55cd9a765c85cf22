import { REF } from "./geometry.js";

const REACH = 10 / 360;

/** What a painter may ask for: pixels of the layer, or unit Mercator around REF. */
export class Pen {
  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {number} scale pixels of the world's width
   * @param {L.Point} origin pixel of the world at the layer's 0, 0
   * @param {L.Bounds} box painted, in pixels of the layer
   * @param {number} dpr pixels of the canvas for one of the layer
   */
  constructor(ctx, scale, origin, box, dpr) {
    this.ctx = ctx;
    this.scale = scale;
    this.origin = origin;
    this.left = /** @type {L.Point} */ (box.min).x;
    this.top = /** @type {L.Point} */ (box.min).y;
    this.right = /** @type {L.Point} */ (box.max).x;
    this.bottom = /** @type {L.Point} */ (box.max).y;
    this.dpr = dpr;
    this.turn = 0;
  }

  /**
   * Paint once for each time that the world comes into the picture: east of 180° it begins
   * again. The land of one turn reaches 10° into the next.
   * @param {() => void} paint
   */
  eachTurn(paint) {
    const first = Math.floor((this.left + this.origin.x) / this.scale - REACH);
    const last = Math.floor((this.right + this.origin.x) / this.scale);
    for (this.turn = first; this.turn <= last; this.turn++) paint();
    this.turn = 0;
  }

  /** Draw in pixels of the layer from now on. */
  pixels() {
    this.ctx.setTransform(this.dpr, 0, 0, this.dpr, -this.left * this.dpr, -this.top * this.dpr);
  }

  /** Draw in unit Mercator around REF from now on. */
  units() {
    const d = this.dpr, s = this.scale * d;
    this.ctx.setTransform(s, 0, 0, s,
      ((REF[0] + this.turn) * this.scale - this.origin.x - this.left) * d,
      (REF[1] * this.scale - this.origin.y - this.top) * d);
  }

  /** @param {number} u of unit Mercator */
  x(u) { return u * this.scale - this.origin.x; }

  /** @param {number} u of unit Mercator */
  y(u) { return u * this.scale - this.origin.y; }

  /**
   * @param {Path2D} path
   * @param {string} color
   * @param {number} alpha
   */
  fill(path, color, alpha = 1) {
    this.units();
    this.ctx.globalAlpha = alpha;
    this.ctx.fillStyle = color;
    this.ctx.fill(path, "evenodd");
    this.ctx.globalAlpha = 1;
    this.pixels();
  }

  /**
   * @param {Path2D} path
   * @param {string} color
   * @param {number} width pixels
   * @param {number[]} dash pixels
   */
  stroke(path, color, width, dash = []) {
    const s = this.scale;
    this.units();
    this.ctx.strokeStyle = color;
    this.ctx.lineWidth = width / s;
    this.ctx.lineJoin = "round";
    this.ctx.setLineDash(dash.map((length) => length / s));
    this.ctx.stroke(path);
    this.ctx.setLineDash([]);
    this.pixels();
  }

  /**
   * Paint only inside of a path.
   * @param {Path2D} path
   * @param {() => void} paint
   */
  within(path, paint) {
    this.ctx.save();
    this.units();
    this.ctx.clip(path, "evenodd");
    this.pixels();
    paint();
    this.ctx.restore();
  }

  /**
   * @param {Path2D} path
   * @param {string} color
   * @param {number} step pixels between lines
   */
  hatch(path, color, step) {
    const ctx = this.ctx, height = this.bottom - this.top;
    ctx.save();
    this.units();
    ctx.clip(path, "evenodd");
    this.pixels();
    ctx.beginPath();
    const from = Math.floor((this.left - height + this.origin.x) / step) * step - this.origin.x;
    for (let x = from; x < this.right; x += step) {
      ctx.moveTo(x, this.bottom);
      ctx.lineTo(x + height, this.top);
    }
    ctx.strokeStyle = color;
    ctx.lineWidth = 0.7;
    ctx.stroke();
    ctx.restore();
  }
}
