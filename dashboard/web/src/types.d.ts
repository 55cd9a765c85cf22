/** Shapes of what the modules hand each other; what Python packs is in dashboard/layers/. */

/** In pixels. */
type Box = [left: number, top: number, right: number, bottom: number];
type Line = [x1: number, y1: number, x2: number, y2: number];
type LegendRow = [sign: string, words: string];

/** Distinct values, and the number of the value of each row. */
interface TextColumn<T = string> { d: T[]; i: number[] | Int32Array }

/** What every layer may bring. */
interface Shown { packed: string; selected: string; legend?: LegendRow[]; credit?: string }

interface Shapes extends Shown { shapes: number[][][]; fill: string[]; tip: string[]; paths: Path2D[] }
interface ZoneLine { steps: number[][]; color: string; width: number; dash: number[]; path: Path2D }
interface Zones extends Shown { lines: ZoneLine[] }
interface Origins extends Shown { la: number[]; lo: number[]; tip: string[]; at: [number, number][] }

type Numbers = number[] | Int32Array;
interface Groups {
  n: Numbers; rows: number[] | Uint32Array; inc: Numbers; best: Numbers; look: Numbers; out: Numbers;
  count: TextColumn; toll: TextColumn;
}
interface Marks extends Groups { steps?: number[]; la: Numbers; lo: Numbers; circles: boolean }
interface Areas extends Groups {
  id: string[]; name: string[]; note: string[]; why: string[]; dash: boolean[];
  at: ([number, number] | null)[]; ring: (number[] | null)[]; also: string[][];
  wide: (number[] | null)[]; land: boolean[]; maybe: string[]; short: TextColumn;
}
type Source = [publisher: string, url: string, date: string, seen: string];
interface Rows extends Partial<Record<LineName, TextColumn>> {
  id: string[]; day: Numbers; date: TextColumn; type: TextColumn; check: TextColumn;
  toll: TextColumn; short: TextColumn; total: TextColumn; km: Numbers; part: Numbers;
  more?: TextColumn; units?: TextColumn; sources?: TextColumn<Source[]>;
  own?: [name: string, cells: TextColumn][];
}
interface Look { fill: string; shape: string; reach: number }
interface Outline { width: number; dash: number[] }
interface Style {
  looks: Look[]; outlines: Outline[]; unit: number; most: number; sizes: [low: number, radius: number][];
  empty: number; tones: [number, string][];
}
interface Circle { mark: number; km: number; path: Path2D | null }
interface Sprite { canvas: HTMLCanvasElement; half: number; side: number; pixels: Uint32Array | null }

/** As packed, and what layers/incidents.js adds for drawing. */
interface Incidents extends Shown {
  /** Of the n rows the last ones are beside a drawn shape, not of the selection. */
  n: number; beside: number; point: string; rows: Rows; marks: Marks; areas: Areas; style: Style;
  x: Float64Array; y: Float64Array; r: Float32Array;
  start: Uint32Array; areaStart: Uint32Array;
  index: { get(id: string): number | undefined }; markOf: Int32Array; areaOf: Int32Array;
  children: Map<number, number[]>; order: Uint32Array; circles: Circle[];
  sprites: Map<string, Sprite>;
  /** Sent where marks are many; binned is what was last made of it. */
  bins?: BinColumns; binned?: Bins;
}

/** A whole table as packed, and what whole.js adds; no index where an id is there twice. */
interface Whole { n: number; rows: Rows; marks: Marks & { x: Float64Array; y: Float64Array }; bins: BinColumns; markOf: Int32Array; index: Map<string, number> | null }
/** What a filter sends of a table that the browser holds. */
interface Kept {
  of: string; beside: number; mask?: string; steps?: number[]; changed: Omit<Marks, "circles" | "rows" | "steps">;
  parts: { at: number[]; of: number[] }; total: { d: string[]; at: number[]; i: number[] };
  areas: Areas; style: Style; legend: LegendRow[]; point: string; credit: string;
  circles: boolean; bins: boolean; apart: boolean;
}
/** Low, best, high, -1 where not given, of each distinct toll; labels of campaigns, 0 for none. */
interface BinColumns { tolls: number[][]; campaigns: string[]; campaign: Numbers; fills: [low: number, fill: string, ink: string][] }
/** Rows of one campaign added up; known and total of low, best and high; row is the last one. */
interface Sum { rows: number; withToll: number; known: number[]; total: number[]; row: number }
interface BinSums {
  rows: number; incidents: number; apart: [campaign: number, sum: Sum][];
  /** Rows whose circle is as wide as the square, and the least of their radii in km. */
  far: number; farFrom: number; least: number; most: number; noRadius: number;
}
/** Marks that lie on top of each other; middle and side in unit Mercator. */
interface Bin { key: number; x: number; y: number; side: number; marks: Uint32Array; sums: BinSums | null; bounds?: L.LatLngBounds }
interface Tile {
  ctx: CanvasRenderingContext2D; left: number; top: number; side: number; sums: BinSums; fill: string; ink: string;
}
/** Bins of a zoom: of each mark its bin or -1, at each cell its bin; free are the other marks. */
interface Bins {
  zoom: number; cells: number; list: Bin[]; of: Int32Array; at: Map<number, number>; free: Uint32Array;
}

interface Kinds {
  incidents?: Incidents; regions?: Shapes; focus?: Shapes; zones?: Zones; places?: Shown;
  origins?: Origins;
}

interface Town { name: string; at: [number, number]; zoom: number; port: boolean }
/** Rooms: where the name has room from a zoom on; beside: on its water, off a place on its coast. */
/** Of geodata/labels.py. */
type PackedName = [name: string, kind: string, zoom: number, width: number, rooms: number[], beside: number[],
  spanish: string];
interface SeaOrLandName {
  text: string; kind: string; zoom: number; width: number;
  rooms: { at: [number, number]; zoom: number }[];
  beside: { at: [number, number]; first: number; last: number; right: number; down: number }[];
}
interface Ground {
  land: Path2D; coast: Path2D; states: Path2D; countries: Path2D; disputedLines: Path2D; disputed: Path2D[];
}
interface Base extends Ground {
  fine: Ground & { inside: Path2D; outside: Path2D } | null; fineIsAsked: boolean;
  places: Town[]; labels: SeaOrLandName[];
}

/** One text for 1, another for other numbers. */
interface CountedText { one: string; other: string }
type SumTexts = Record<"killed" | "none" | "no_figure" | "no_range" | "range" | "at_least" | "at_most" | "best" |
  "least" | "most" |
  "remarks" | "unknown", string> & Record<"best_open" | "high_open" | "low_open", CountedText>;
type TextName = "map" | "locale" | "missing_land" | "unreadable" | "no_incident" | "whole_map" | "legend" | "km" | "nm" |
  "radius" | "area" | "area_title" | "popup" | "close" | "back" | "at_one_point" | "tolls_apart" |
  "toll_with_parts" | "own" | "is_part" | "same_type" | "more_rows" | "part_of" | "parts" | "sources" |
  "tip_days" | "tip_click" | "from_table" | "tools" | "most_corners" | "length" | "total_length" | "asked_place" |
  "bin" | "of_campaign" | `bin_${"near" | "click" | "keys" | "several" | "unknown"}` |
  `${"tool" | "hint"}_${ToolName}` | "tool_remove";
type ToolName = "rectangle" | "polygon" | "measure";
type Texts = Record<TextName, string> &
  Record<"circles_many" | "circles_whole" | "more_areas" | "more_days" | "more_campaigns" | `bin_${"count" | "parts" | "only_parts" | "far" | "no_radius"}`,
    CountedText> &
  { scale: { north: string; south: string }; sum_toll: SumTexts; lines: [column: LineName, label: string][] };
type LineName = "table" | "point" | "location" | "actor" | "claim" | "claim_of_nobody" | "where" | "place" | "how" | "origin" |
  "vessel" | "people" | "notes" | "changed";

interface Setup {
  basemap: string; fine: string; fonts: string; opening: L.LatLngBoundsLiteral; credit: string;
  colors: Record<string, string>; edge: string; legend: LegendRow[];
  texts: Texts;
  /** The map is a page with words of its own, which a notebook has in a frame. */
  whole?: boolean;
}

/** What the popup shows: an incident, all of a mark or of an area. */
interface Opened { row?: string; mark?: string; area?: string; bin?: number; from?: Opened }

interface Plate { area: number; button: HTMLButtonElement; latlng: L.LatLng | null; leader: Line | null }

/** A layer of folium: what Streamlit put on the map. */
interface LayerHandle extends L.Layer { kind: keyof Kinds; packed: string; state: LayerState }
interface LayerState {
  selected: string; tools?: boolean; at?: [number, number, number] | null;
  bounds?: [number, number, number, number] | null; shape?: [number, number][] | null;
  places?: [string, number, number][]; line?: [number, number][]; distance?: string;
  ask?: boolean; turn?: number; refused?: number; card?: string; cover?: number; strip?: string;
  fit?: [[number, number], [number, number]] | null;
}

/** The one state of a map. */
interface Chart {
  map: LeafletMap; setup: Setup; colors: Record<string, string>;
  kinds: Kinds; pending: { [kind in keyof Kinds]?: LayerHandle }; handle: LayerHandle | null;
  base: Base | null;
  shown: number; legendIsDue: boolean; touched: boolean; waiting: (() => void) | null; tool: string; tools: Tools | null;
  sheets: Record<"circles" | "land" | "over" | "marks", import("./sheet.js").Sheet>;
  open: Opened | null; opener: HTMLElement | null; panel: HTMLElement | null; page: HTMLElement | null;
  fan: L.LayerGroup | null; plates: Plate[]; shownCircles: Circle[];
  /** Plates and controls that names must not enter, and names of towns, in pixels of the layer. */
  boxes: Box[]; placeBoxes: Box[];
  binKeys: { button: HTMLButtonElement; tile: { bin: Bin; box: Box } | null } | null;
  aim: L.LatLng | null; quiet: L.Point | null; reportedAt: number;
  lastMove: L.LeafletMouseEvent | null; moveFrame: number;
  noted: Record<string, string>; legendChosen: boolean;
  /** Whether the page shows the card, how many pixels it covers, and whether the map has a frame of its own. */
  strip: { width: number; height: number; shared: boolean };
  cardIsOfPage: boolean; cover: number; isFramed: boolean;
  /** What names a clicked incident until the page's card is there. */
  early?: HTMLElement; earlyEnds?: number;
  tip: HTMLElement; scale: HTMLElement; dock: HTMLElement; dockList: HTMLElement;
  dockMore: HTMLButtonElement; legend: HTMLElement; details: HTMLDetailsElement;
  credit: HTMLElement; notes: HTMLElement;
}

/** What draws and measures on a map. */
interface Tools {
  chart: Chart; map: LeafletMap; tool: string; points: L.LatLng[]; pressed: boolean; downAt: L.Point | null;
  addedAt: number; sent: boolean; shown: string; total: number;
  opened: boolean; fitted: string | undefined; turn: number | undefined; reported: string[]; timer: number;
  places: string; spots: L.LayerGroup; renderer: L.Renderer; shape: L.Polygon; draft: L.Polyline; words: L.LayerGroup;
  buttons: Record<string, HTMLButtonElement>; hint: HTMLElement;
}

/** Leaflet 1.9.4, beyond its documented parts. */
interface LeafletMap extends L.Map {
  incidentChart?: Chart; _animatingZoom?: boolean;
  _latLngToNewLayerPoint(latlng: L.LatLng, zoom: number, center: L.LatLng): L.Point;
}
interface LeafletInside {
  _map: LeafletMap; _container: HTMLCanvasElement; _bounds?: L.Bounds; _zoom?: number;
}

interface Window {
  BASEMAP?: any;
  BASEMAP_FINE?: any;
  feature_group?: { _map?: unknown }[];
  IncidentMap: any;
}
