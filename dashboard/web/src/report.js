/**
 * Tell the app: the feature arrives there as last_active_drawing.
 * @param {Chart} chart
 * @param {Record<string, unknown>} properties
 * @param {L.LatLng} latlng
 */
export const report = (chart, properties, latlng) => {
  const feature = {
    type: "Feature", properties,
    geometry: { type: "Point", coordinates: [latlng.lng, latlng.lat] }
  };
  chart.reportedAt = Date.now();
  chart.handle?.fire("click", { latlng, layer: { toGeoJSON: () => feature } });
};
