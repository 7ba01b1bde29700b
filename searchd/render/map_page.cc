// The map is SVG made here, so it is the same without JavaScript: a drawing of Europe (base_map.h) as an image, and
// over it a link for each place, or for places too near to each other to be told apart.
//
// Markers stand at percentages of the map and have the size of text, however wide the screen. How many fit beside each
// other does depend on that, so there are two sets of them, and the style shows one.
#include "searchd/render/map_page.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "searchd/render/map_clusters.h"
#include "searchd/render/map_names.h"
#include "searchd/render/search_page.h"

namespace gp {
namespace {

struct MarkerSet {
  const char* name;
  double limit;    // least distance of two markers, in units of the whole map on the screen
  bool has_names;  // beside the markers of single places
};
// On a map of 560 pixels and more, and on one of 286 (a screen of 320) to 560: 28 pixels or more, with 24 for a marker.
constexpr MarkerSet kMarkerSets[] = {{"wide", 56, true}, {"narrow", 98, false}};
constexpr double kNarrowestWithNames = 560;  // pixels

constexpr double kRem = 17;      // pixels
constexpr double kRadius = .72;  // rem, of a marker of one practice: 24 pixels across
constexpr double kMostRadius = 1.15;
constexpr double kRadiusPerDouble = .09;
constexpr std::size_t kNamedTowns = 3;  // in the name of a cluster

std::string decimal(double value, int digits) {
  char text[32];
  std::string result(text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits).ptr);
  if (digits > 0) {
    while (result.back() == '0') result.pop_back();
    if (result.back() == '.') result.pop_back();
  }
  return result == "-0" ? "0" : result;
}

std::size_t letters_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The map of the same search, seen otherwise.
std::string map_url(const Query& query, const MapView& map_view) {
  return url_of("/map", first_page(query), to_parameters(map_view));
}

std::string list_url_of(const Query& query, const std::vector<std::string>& places) {
  Query in_places = first_page(query);
  in_places.filters["city"] = places;
  return search_url(in_places);
}

// A place on the map, and where.
struct Spot {
  const PlacePractices* place;
  MapPoint at;
};

std::vector<Spot> spots_of(const MapPoints& points) {
  std::vector<Spot> spots;
  for (const PlacePractices& place : points.places) {
    if (place.located) {
      spots.push_back({&place, project({.latitude = place.latitude, .longitude = place.longitude})});
    }
  }
  return spots;
}

std::vector<Cluster> clusters_of(const std::vector<Spot>& spots, const MarkerSet& set, int zoom) {
  std::vector<WeightedPoint> weighted;
  weighted.reserve(spots.size());
  for (const Spot& spot : spots) weighted.push_back({spot.at, static_cast<double>(spot.place->practices.size())});
  return cluster(weighted, std::ldexp(set.limit, -zoom));
}

std::size_t practices_in(const std::vector<Spot>& spots) {
  std::size_t count = 0;
  for (const Spot& spot : spots) count += spot.place->practices.size();
  return count;
}

// Of the smallest rectangle around them; there is one at least.
MapPoint middle_of(const std::vector<Spot>& spots) {
  MapPoint low = spots.front().at;
  MapPoint high = low;
  for (const Spot& spot : spots) {
    low = {.x = std::min(low.x, spot.at.x), .y = std::min(low.y, spot.at.y)};
    high = {.x = std::max(high.x, spot.at.x), .y = std::max(high.y, spot.at.y)};
  }
  return {.x = (low.x + high.x) / 2, .y = (low.y + high.y) / 2};
}

// --- markers

// The first step of zoom at which the places are more than one marker; none if they never are.
std::optional<int> zoom_that_separates(const std::vector<Spot>& spots, const MarkerSet& set, int zoom) {
  while (++zoom <= kMaxMapZoom) {
    if (clusters_of(spots, set, zoom).size() > 1) return zoom;
  }
  return std::nullopt;
}

// "Turin, Milan, Genoa and 4 other towns", the largest first.
std::string names_of(const View& view, std::vector<Spot> spots) {
  std::ranges::stable_sort(spots, std::ranges::greater{},
                           [](const Spot& spot) { return spot.place->practices.size(); });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < spots.size() && i < kNamedTowns; ++i) names.push_back(spots[i].place->place.label);
  if (spots.size() > kNamedTowns) {
    names.push_back(view.text("map.more_towns", {count_of("count", spots.size() - kNamedTowns)}));
  }
  return view.format.list(names);
}

// A marker in the making.
struct Marker {
  std::vector<Spot> spots{};
  std::size_t practices = 0;
  double x = 0;  // parts of the width and of the height of the map
  double y = 0;
  double radius = 0;  // rem
};

std::vector<Marker> markers_of(const std::vector<Spot>& spots, const MarkerSet& set, const MapView& map_view) {
  const ViewBox box = view_box(map_view);
  std::vector<Marker> markers;
  for (const Cluster& cluster : clusters_of(spots, set, map_view.zoom)) {
    Marker& marker = markers.emplace_back();
    for (const std::size_t i : cluster.places) marker.spots.push_back(spots[i]);
    marker.practices = practices_in(marker.spots);
    marker.x = (cluster.centre.x - box.x) / box.width;
    marker.y = (cluster.centre.y - box.y) / box.height;
    marker.radius =
        std::min(kMostRadius, kRadius + kRadiusPerDouble * std::log2(static_cast<double>(marker.practices)));
  }
  return markers;
}

std::vector<NameSide> sides_of_names(const std::vector<Marker>& markers, const MarkerSet& set) {
  if (!set.has_names) return std::vector<NameSide>(markers.size(), NameSide::kNone);
  std::vector<NamedMarker> named;
  for (const Marker& marker : markers) {
    named.push_back({.x = marker.x * kNarrowestWithNames,
                     .y = marker.y * kNarrowestWithNames * kMapHeight / kMapWidth,
                     .radius = marker.radius * kRem});
    if (marker.spots.size() == 1) named.back().letters = letters_of(marker.spots.front().place->place.label);
  }
  return place_names(named, kNarrowestWithNames);
}

Data marker_data(const View& view, const Marker& marker, NameSide side, std::optional<int> zoom) {
  std::vector<std::string> ids;
  for (const Spot& spot : marker.spots) ids.push_back(spot.place->place.id);
  const PlacePractices& first = *marker.spots.front().place;
  const MessageArgument count = count_of("count", marker.practices);
  Data data;
  if (ids.size() == 1) {
    data["marker_name"] =
        view.text("map.place", {{"place", first.place.label}, {"country", first.country.label}, count});
  } else {
    data["marker_name"] =
        view.text(zoom ? "map.cluster" : "map.cluster_list", {{"places", names_of(view, marker.spots)}, count});
  }
  data["marker_kind"] = ids.size() == 1 ? "place" : "cluster";
  data["marker_url"] = list_url_of(view.query, ids);
  if (zoom) data["marker_url"] = map_url(view.query, view_of(*zoom, middle_of(marker.spots)));
  std::string all_ids;
  for (const std::string& id : ids) all_ids.append(all_ids.empty() ? "" : " ").append(id);
  data["marker_places"] = all_ids;
  data["marker_x"] = decimal(marker.x * 100, 2);
  data["marker_y"] = decimal(marker.y * 100, 2);
  data["marker_radius"] = decimal(marker.radius, 2);
  data["marker_count"] = view.format.number(static_cast<long long>(marker.practices));
  Data label;
  label["marker_label_text"] = first.place.label;
  label["marker_label_side"] = side == NameSide::kLeft ? "left" : "right";
  label["marker_label_x"] = decimal((side == NameSide::kLeft ? -1 : 1) * (marker.radius + .3), 2);
  data["marker_label"] = when(side != NameSide::kNone, std::move(label));
  return data;
}

Data marker_sets(const View& view, const MapView& map_view, const std::vector<Spot>& spots) {
  Data sets(Data::type::list);
  for (const MarkerSet& set : kMarkerSets) {
    const std::vector<Marker> markers = markers_of(spots, set, map_view);
    const std::vector<NameSide> sides = sides_of_names(markers, set);
    Data list(Data::type::list);
    for (std::size_t i = 0; i < markers.size(); ++i) {
      append(list, marker_data(view, markers[i], sides[i], zoom_that_separates(markers[i].spots, set, map_view.zoom)));
    }
    Data data;
    data["set_name"] = set.name;
    data["markers"] = std::move(list);
    append(sets, std::move(data));
  }
  return sets;
}

// --- moving about

Data controls(const View& view, const MapView& map_view, const std::vector<Spot>& spots) {
  const ViewBox box = view_box(map_view);
  Data list(Data::type::list);
  // Not possible now: named all the same, so that nothing jumps.
  const auto add = [&](const std::string& name, bool possible, const MapView& to) {
    Data control;
    control["control_name"] = name;
    control["control_label"] = view.text("map." + name);
    control["control_url"] = when(possible, map_url(view.query, to));
    append(list, std::move(control));
  };
  const int zoom = map_view.zoom;
  // From the whole of Europe a step leads to where the results are.
  const MapPoint middle = zoom == 0 && !spots.empty() ? middle_of(spots) : box.middle();
  add("zoom_in", zoom < kMaxMapZoom, view_of(zoom + 1, middle));
  const MapView whole;
  MapView farther = whole;
  if (zoom > 1) farther = view_of(zoom - 1, box.middle());
  add("zoom_out", zoom > 0, farther);
  const auto move = [&](const std::string& name, double right, double down) {
    const MapView to =
        view_of(zoom, {.x = box.middle().x + right * box.width / 2, .y = box.middle().y + down * box.height / 2});
    const ViewBox there = view_box(to);
    // A hundredth of a degree is what an address may be off.
    const bool moves = std::hypot(there.x - box.x, there.y - box.y) > box.width / 20;
    add(name, moves, view_of(zoom, there.middle()));
  };
  move("west", -1, 0);
  move("north", 0, -1);
  move("south", 0, 1);
  move("east", 1, 0);
  add("whole", zoom > 0, whole);
  return list;
}

std::string shown_line(const View& view, const MapView& map_view, const std::vector<Spot>& shown) {
  std::set<std::string> countries;
  for (const Spot& spot : shown) countries.insert(spot.place->country.id);
  return view.text(map_view.zoom == 0 ? "map.shown_all" : "map.shown",
                   {count_of("count", practices_in(shown)), count_of("towns", shown.size()),
                    count_of("countries", countries.size())});
}

Data the_map(const View& view, const MapView& map_view, const std::vector<Spot>& spots) {
  const ViewBox box = view_box(map_view);
  std::vector<Spot> shown;
  for (const Spot& spot : spots) {
    if (box.contains(spot.at)) shown.push_back(spot);
  }
  Data map;
  map["map_name"] = view.text("map.name", {count_of("count", practices_in(shown)), count_of("towns", shown.size())});
  map["map_shown"] = shown_line(view, map_view, shown);
  map["map_box"] =
      decimal(box.x, 3) + " " + decimal(box.y, 3) + " " + decimal(box.width, 3) + " " + decimal(box.height, 3);
  map["map_detail"] = std::to_string(detail_of_zoom(map_view.zoom));
  map["marker_sets"] = marker_sets(view, map_view, shown);
  map["controls"] = controls(view, map_view, spots);
  return map;
}

// --- the same as a list

void add_practice_links(Data& list, const View& view, const PlacePractices& place) {
  for (const PlacePractice& practice : place.practices) {
    Data link;
    link["town_practice_url"] = practice_url(practice.id, view.query);
    link["town_practice_title"] = practice.title;
    link["town_practice_lang"] = lang_or_false(view, practice.lang);
    append(list, std::move(link));
  }
}

Data town(const View& view, const PlacePractices& place, bool with_titles) {
  Data data;
  data["town_id"] = or_false(place.place.id);
  data["town_label"] = or_false(place.place.label);
  data["town_url"] = when(!place.place.id.empty(), list_url_of(view.query, {place.place.id}));
  data["town_count"] = view.format.number(static_cast<long long>(place.practices.size()));
  data["town_count_words"] = view.text("count.practices", {count_of("count", place.practices.size())});
  Data links(Data::type::list);
  add_practice_links(links, view, place);
  Data titles;
  titles["town_practices"] = std::move(links);
  data["town_titles"] = when(with_titles, std::move(titles));
  return data;
}

// Places come sorted by country.
Data countries(View& view, const MapPoints& points) {
  const bool with_titles = points.total <= kMostTitled;
  Data list(Data::type::list);
  for (auto place = points.places.begin(); place != points.places.end();) {
    const Labelled& country = place->country;
    Data towns(Data::type::list);
    std::size_t count = 0;
    for (; place != points.places.end() && place->country.id == country.id; ++place) {
      append(towns, town(view, *place, with_titles));
      count += place->practices.size();
    }
    Data data;
    data["country_label"] = or_false(without_star(country.label));
    data["country_star"] = needs_star(view, country.id);
    data["country_count"] = view.text("count.practices", {count_of("count", count)});
    data["towns"] = std::move(towns);
    append(list, std::move(data));
  }
  return list;
}

// What the map cannot show.
Data off_map(const View& view, const MapPoints& points) {
  Data links(Data::type::list);
  std::size_t count = 0;
  for (const PlacePractices& place : points.places) {
    if (place.located) continue;
    count += place.practices.size();
    add_practice_links(links, view, place);
  }
  Data data;
  data["off_text"] = view.text("map.off", {count_of("count", count)});
  data["off_links"] = when(count <= kMostTitled, std::move(links));
  return when(count > 0, std::move(data));
}

Data kept_parameters(const Query& query, const MapView& map_view) {
  Data list(Data::type::list);
  const auto add = [&](const std::string& name, const std::string& value, bool of_page) {
    Data one;
    one["kept_name"] = name;
    one["kept_value"] = value;
    one["kept_of_page"] = of_page;
    append(list, std::move(one));
  };
  if (query.sort_given)
    add("sort", query.sort == Sort::kTitle ? "title" : query.sort == Sort::kNewest ? "newest" : "relevance", false);
  for (const auto& [name, value] : parse_query_string(to_parameters(map_view))) add(name, value, true);
  return list;
}

Data show_as(const View& view, const std::string& kind, const std::string& url) {
  Data data;
  data["show_as_kind"] = kind;
  data["show_as_label"] = view.text("map.show_" + kind);
  data["show_as_url"] = url;
  return data;
}

}  // namespace

Data show_as_map(const View& view, const Query& query) {
  return show_as(view, "map", map_url(query, {}));
}

Data show_as_list(const View& view, const Query& query) {
  return show_as(view, "list", search_url(first_page(query)));
}

Data map_page(View& view, const SearchResult& result, const MapPoints& points, const MapView& map_view) {
  const Query& query = result.query;
  const std::vector<Spot> spots = spots_of(points);
  Data page;
  add_search_state(page, view, result);
  page["map"] = when(!spots.empty(), the_map(view, map_view, spots));
  page["map_off"] = off_map(view, points);
  Data list;
  list["countries"] = countries(view, points);
  list["geojson_url"] = url_of("/map.geojson", with_picks(first_page(query), {}));
  page["map_list"] = when(points.total > 0, std::move(list));
  page["show_as"] = show_as_list(view, query);
  page["map_script"] = true;

  Frame frame;
  frame.kind = "map";
  frame.title = view.text("map.title");
  if (!query.q.empty()) frame.title = view.text("map.title_for", {count_of("count", result.total), {"words", query.q}});
  frame.description = view.text("map.description");
  frame.index = is_plain_search(query) && map_view.zoom == 0;
  add_frame(page, view, frame);
  page["form_action"] = "/map";
  page["header_search"] = true;
  page["one_form"] = true;
  page["form_kept"] = kept_parameters(query, map_view);
  page["form_per_page"] = when(query.per_page != Query{}.per_page, std::to_string(query.per_page));
  page["api_url"] = url_of("/api/v1/search", with_picks(query, {}));
  return page;
}

Data home_map(const View& view, const MapPoints& places) {
  const std::vector<Spot> spots = spots_of(places);
  // A line of no length with round ends is a dot.
  std::string dots;
  for (const Spot& spot : spots) {
    dots += "M" + std::to_string(std::lround(spot.at.x)) + " " + std::to_string(std::lround(spot.at.y)) + "h0";
  }
  Data data;
  data["home_map_url"] = map_url(only_reader(view.query), {});
  data["home_map_name"] = view.text("map.home", {count_of("towns", spots.size())});
  data["home_map_dots"] = dots;
  return when(!spots.empty(), std::move(data));
}

Data base_map_data(const BaseMapDrawing& drawing) {
  Data data;
  data["base_width"] = decimal(kMapWidth, 0);
  data["base_height"] = decimal(kMapHeight, 0);
  data["base_scale"] = decimal(drawing.scale, 4);
  data["base_border_width"] = decimal(drawing.border_width / drawing.scale, 2);
  data["base_land"] = drawing.land;
  data["base_borders"] = drawing.borders;
  return data;
}

}  // namespace gp
