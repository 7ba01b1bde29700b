#include "searchd/render/view.h"

#include <algorithm>

namespace gp {
namespace {

constexpr std::string_view kKosovo = "XK";
constexpr std::size_t kMostWhy = 4;  // more reasons for one hit explain nothing

// The path of this page as a link may have it: two slashes would lead to another host.
std::string own_path(const PageContext& context) {
  const bool usable =
      context.path.starts_with("/") && !context.path.starts_with("//") && context.path.find('\\') == std::string::npos;
  return usable ? context.path : "/";
}

// `here`: there are other languages of this very page.
Data language_link(const View& view, const std::string& tag, bool here) {
  Data link;
  link["language_tag"] = tag;
  link["language_name"] = own_language_name(view, tag);
  const Query query = in_language(view.query, tag);
  link["language_url"] = here ? own_url(view, query) : url_of("/", query);
  link["language_current"] = tag == view.query.lang;
  return link;
}

// The languages of the interface, then those that only texts and labels have; each by its own name.
Data language_links(const View& view, const std::vector<std::string>& tags, bool here) {
  std::vector<std::pair<std::string, std::string>> named;  // name, tag
  named.reserve(tags.size());
  for (const std::string& tag : tags) named.emplace_back(own_language_name(view, tag), tag);
  std::sort(named.begin(), named.end(),
            [&](const auto& left, const auto& right) { return view.format.less(left.first, right.first); });
  Data list(Data::type::list);
  for (const auto& [name, tag] : named) append(list, language_link(view, tag, here));
  return list;
}

void add_languages(Data& page, const View& view, bool here) {
  const std::vector<std::string>& main = view.messages.languages();
  std::vector<std::string> others;
  for (const std::string& tag : view.context.collection_languages) {
    if (std::find(main.begin(), main.end(), tag) == main.end()) others.push_back(tag);
  }
  page["reader_language"] = own_language_name(view, view.query.lang);
  page["languages"] = language_links(view, main, here);
  Data more;
  more["other_languages"] = language_links(view, others, here);
  page["more_languages"] = when(!others.empty(), std::move(more));
}

void add_alternates(Data& page, const View& view, const std::string& path) {
  Data alternates(Data::type::list);
  const auto add = [&](const std::string& hreflang, const std::string& query_string) {
    Data alternate;
    alternate["alternate_lang"] = hreflang;
    alternate["alternate_url"] = view.context.base_url + path + query_string;
    append(alternates, std::move(alternate));
  };
  for (const std::string& tag : view.messages.languages()) add(tag, "?lang=" + percent_encode(tag));
  add("x-default", "");
  page["alternates"] = std::move(alternates);
}

// The views of the collection. From one to the other the search is kept.
void add_navigation(Data& page, const View& view, const std::string& kind) {
  Query query = only_reader(view.query);
  const bool of_search = kind == "search" || kind == "map" || kind == "gaps" || kind == "comparable";
  if (of_search) {
    query = view.query;
    query.page = 1;
  }
  Data list(Data::type::list);
  const auto add = [&](const std::string& name, const std::string& path, const Query& kept) {
    Data item;
    item["navigation_label"] = view.text("navigation." + name);
    item["navigation_url"] = url_of(path, kept);
    item["navigation_current"] = kind == name;
    append(list, std::move(item));
  };
  add("search", "/search", query);
  add("map", "/map", query);
  add("gaps", "/gaps", query);
  add("comparable", "/comparable", query);
  page["navigation"] = std::move(list);
  Data texts(Data::type::list);
  for (const char* name : {"about", "accessibility", "privacy"}) {
    Data item;
    item["text_label"] = view.text("text." + std::string(name) + ".title");
    item["text_url"] = url_of("/" + std::string(name), only_reader(view.query));
    item["text_current"] = kind == name;
    append(texts, std::move(item));
  }
  page["text_links"] = std::move(texts);
}

Data why_line(const View& view, const Why& why) {
  const std::string language = why.lang.empty() ? "" : language_name(view, why.lang);
  const bool foreign = !language.empty() && why.lang != view.query.lang;
  const std::string key = "why." + why.by;
  Data line = pieces(
      view.texts.pieces(
          view.texts.has(key) ? key : "why.other",
          {{"word", why.word}, {"found", why.matched}, {"language", language}, {"foreign", foreign ? "yes" : "no"}}),
      {{"found", foreign ? why.lang : ""}});
  return line;
}

bool is_as_typed(const Why& why) {
  return why.by == "direct" || same_word(why.word, why.matched);
}

// Marked in what is shown of the hit, so that nobody asks why.
bool is_seen(const Hit& hit, const Why& why) {
  const bool in_a_text = why.field == "title" || why.field == "summary" || why.field == "body";
  return in_a_text && (why.lang == hit.lang || why.lang == hit.snippet_lang);
}

Data language_note(const View& view, const Hit& hit) {
  if (hit.lang.empty() || hit.lang == view.query.lang) return false;
  std::vector<std::string> others;
  for (const std::string& tag : hit.languages) {
    if (tag != hit.lang) others.push_back(language_name(view, tag));
  }
  const std::string name = language_name(view, hit.lang);
  if (others.empty()) return view.text("hit.language", {{"language", name}});
  return view.text("hit.languages", {{"language", name}, {"others", view.format.list(others)}});
}

Data labels(const std::vector<Labelled>& all) {
  Data list(Data::type::list);
  for (const Labelled& labelled : all) {
    Data item;
    item["tag_label"] = labelled.label;
    append(list, std::move(item));
  }
  return list;
}

}  // namespace

// Words found as typed are named only where that explains something.
Data why_lines(const View& view, const Hit& hit) {
  Data lines(Data::type::list);
  std::size_t count = 0;
  std::vector<std::string> direct;
  bool unseen = false;
  for (const Why& why : hit.why) {
    if (is_as_typed(why)) {
      unseen = unseen || !is_seen(hit, why);
      const std::string quoted = view.text("why.quoted", {{"word", why.matched.empty() ? why.word : why.matched}});
      if (std::find(direct.begin(), direct.end(), quoted) == direct.end()) direct.push_back(quoted);
    } else if (count < kMostWhy) {
      append(lines, why_line(view, why));
      ++count;
    }
  }
  if (!direct.empty() && (count > 0 || unseen)) {
    append(lines, pieces(view.texts.pieces("why.direct", {{"words", view.format.list(direct)}}), {}));
    ++count;
  }
  if (count == 0) return false;
  Data why;
  why["why_lines"] = std::move(lines);
  return why;
}

std::string url_of(const std::string& path, const Query& query, const std::string& own_parameters) {
  std::string parameters = to_query_string(query);
  if (!own_parameters.empty()) parameters += (parameters.empty() ? "" : "&") + own_parameters;
  return parameters.empty() ? path : path + '?' + parameters;
}
std::string home_url(const Query& query) {
  return url_of("/", only_reader(query));
}
std::string search_url(const Query& query) {
  return url_of("/search", query);
}
std::string own_url(const View& view, const Query& query) {
  return url_of(own_path(view.context), query, view.context.own_parameters);
}
std::string practice_url(std::string_view id, const Query& query) {
  return url_of("/practices/" + percent_encode(id), query);
}

Query only_reader(const Query& query) {
  Query result;
  result.lang = query.lang;
  result.lang_given = query.lang_given;
  result.picks = query.picks;
  return result;
}

std::string shortlist_url(const Query& query) {
  return url_of("/shortlist", query);
}
std::string compare_parameters(const std::vector<std::string>& ids, bool only_differences) {
  std::string own;
  for (const std::string& id : ids) own += (own.empty() ? "id=" : "&id=") + percent_encode(id);
  if (only_differences) own += own.empty() ? "only=differences" : "&only=differences";
  return own;
}
std::string compare_url(const std::vector<std::string>& ids, bool only_differences, const Query& query) {
  return url_of("/compare", query, compare_parameters(ids, only_differences));
}
std::string permanent_url(const View& view, std::string_view id) {
  return view.context.base_url + "/practices/" + std::string(id);
}

Query with_picks(Query query, std::vector<std::string> picks) {
  query.picks = std::move(picks);
  return query;
}

std::vector<std::string> without(std::vector<std::string> ids, std::string_view id) {
  std::erase(ids, id);
  return ids;
}

void add_pick(Data& data, View& view, const std::string& id, const std::string& title, std::string_view lang) {
  const std::vector<std::string>& picks = view.query.picks;
  const std::string anchor = "pick-" + id;
  std::vector<std::string> others = without(picks, id);
  const bool taken = others.size() < picks.size();
  if (!taken) others.push_back(id);
  data["pick_anchor"] = when(view.anchors.insert(anchor).second, anchor);
  data["pick_id"] = id;
  data["pick_taken"] = taken;
  data["pick_title"] = title;
  data["pick_lang"] = lang_or_false(view, lang);
  // One more than a shortlist takes would be an error.
  const bool full = others.size() > kMaxPicks;
  data["pick_url"] = when(!full, own_url(view, with_picks(view.query, std::move(others))) + "#" + anchor);
}

Data hidden_fields(const Query& query) {
  Data list(Data::type::list);
  for (const auto& [name, value] : parse_query_string(to_query_string(query))) {
    Data field;
    field["field_name"] = name;
    field["field_value"] = value;
    append(list, std::move(field));
  }
  return list;
}

Query search_for(const Query& reader, std::string_view facet, const std::string& id) {
  Query query = only_reader(reader);
  query.filters[std::string(facet)] = {id};
  return query;
}

Query in_language(Query query, const std::string& lang) {
  query.lang = lang;
  query.lang_given = true;
  return query;
}

void append(Data& list, Data item) {
  // The list is no const object, the library only has no other way to it.
  const_cast<kainjow::mustache::list&>(list.list_value()).push_back(std::move(item));
}

MessageArgument count_of(std::string name, std::size_t count) {
  return {std::move(name), static_cast<long long>(count)};
}

Data when(bool there, Data data) {
  if (!there) return false;
  return data;
}

Data or_false(const std::string& text) {
  return when(!text.empty(), text);
}

Data lang_or_false(const View& view, std::string_view lang) {
  return when(!lang.empty() && lang != view.context.ui_lang, std::string(lang));
}

Data label_lang(const View& view) {
  return lang_or_false(view, view.query.lang);
}

Data pieces(const std::vector<Fragment>& fragments) {
  Data list(Data::type::list);
  for (const Fragment& fragment : fragments) {
    Data piece;
    piece["piece_text"] = fragment.text;
    piece["piece_mark"] = fragment.mark;
    piece["piece_lang"] = false;
    append(list, std::move(piece));
  }
  Data result;
  result["pieces"] = std::move(list);
  return result;
}

Data pieces(const std::vector<MessagePiece>& message, const std::vector<std::pair<std::string, std::string>>& lang_of) {
  Data list(Data::type::list);
  for (const MessagePiece& part : message) {
    Data piece;
    piece["piece_text"] = part.text;
    piece["piece_mark"] = false;
    piece["piece_lang"] = false;
    for (const auto& [argument, lang] : lang_of) {
      if (!part.argument.empty() && part.argument == argument) piece["piece_lang"] = or_false(lang);
    }
    append(list, std::move(piece));
  }
  Data result;
  result["pieces"] = std::move(list);
  return result;
}

std::string years(const View& view, const Period& period) {
  const std::string start = period.start ? std::to_string(*period.start) : "";
  const std::string end = period.end ? std::to_string(*period.end) : "";
  if (start.empty() && end.empty()) return {};
  if (end.empty()) return view.text("period.from", {{"start", start}});
  if (start.empty()) return view.text("period.until", {{"end", end}});
  if (start == end) return start;
  return view.text("period.range", {{"start", start}, {"end", end}});
}

std::string language_name(const View& view, const std::string& tag) {
  const std::string key = "language.name." + tag;
  return view.texts.has(key) ? view.text(key) : view.format.language(tag);
}

std::string own_language_name(const View& view, const std::string& tag) {
  const std::string key = "language.own." + tag;
  return view.texts.has(key) ? view.text(key) : own_language_name(tag);
}

bool needs_star(View& view, const std::string& country_id) {
  if (country_id != kKosovo) return false;
  view.kosovo = true;
  return true;
}

std::string without_star(std::string label) {
  if (label.ends_with('*')) label.pop_back();
  return label;
}

Data hit(View& view, const Hit& hit) {
  Data data;
  data["hit_url"] = practice_url(hit.id, view.query);
  data["hit_lang"] = lang_or_false(view, hit.lang);
  data["hit_title"] = pieces(hit.title_marked.empty() ? std::vector<Fragment>{{hit.title, false}} : hit.title_marked);
  data["hit_summary"] = or_false(hit.summary);
  const bool marked =
      std::any_of(hit.snippet.begin(), hit.snippet.end(), [](const Fragment& part) { return part.mark; });
  data["hit_snippet"] = when(marked, pieces(hit.snippet));
  data["hit_snippet_lang"] = lang_or_false(view, hit.snippet_lang.empty() ? hit.lang : hit.snippet_lang);
  data["hit_city"] = or_false(hit.city.label);
  data["hit_country"] = or_false(without_star(hit.country.label));
  data["hit_star"] = needs_star(view, hit.country.id);
  data["hit_years"] = or_false(years(view, hit.period));
  data["hit_evidence"] = or_false(hit.evidence.label);
  data["hit_evidence_id"] = hit.evidence.id;
  Data themes;
  themes["tags"] = labels(hit.themes);
  data["hit_themes"] = when(!hit.themes.empty(), std::move(themes));
  data["hit_language_note"] = language_note(view, hit);
  data["hit_why"] = why_lines(view, hit);
  add_pick(data, view, hit.id, hit.title, hit.lang);
  return data;
}

Data hits(View& view, const std::vector<Hit>& all) {
  Data list(Data::type::list);
  for (const Hit& one : all) append(list, hit(view, one));
  return list;
}

void add_frame(Data& page, const View& view, const Frame& frame) {
  const std::string path = own_path(view.context);
  const std::string site = view.text("site.name");
  page["ui_lang"] = view.context.ui_lang;
  page["ui_dir"] = is_right_to_left(view.context.ui_lang) ? "rtl" : "ltr";
  page["label_lang"] = label_lang(view);
  page["page_kind"] = frame.kind;
  page["page_title"] = frame.title.empty() ? site : view.text("page.title", {{"title", frame.title}, {"site", site}});
  page["og_title"] = frame.title.empty() ? site : frame.title;
  page["page_title_lang"] = lang_or_false(view, frame.title_lang);
  page["page_description"] = frame.description;
  page["og_type"] = frame.og_type;
  page["og_locale"] = view.text("locale");
  page["noindex"] = frame.error;
  const std::string canonical = view.context.base_url + url_of(path, with_picks(only_reader(view.query), {}));
  page["canonical"] = when(!frame.error && !canonical.empty(), canonical);
  page["previous_url"] = or_false(frame.previous_url);
  page["next_url"] = or_false(frame.next_url);
  page["alternates"] = false;
  if (frame.index && !frame.error && view.query.picks.empty()) add_alternates(page, view, path);
  add_languages(page, view, frame.languages);
  add_navigation(page, view, frame.kind);
  page["home_url"] = home_url(view.query);
  page["all_url"] = search_url(only_reader(view.query));
  page["api_url"] = "/api/v1/search";
  page["form_action"] = "/search";
  page["form_q"] = view.query.q;
  page["form_lang"] = when(view.query.lang_given, view.query.lang);
  page["reader_lang"] = view.query.lang;
  page["form_translate"] = !view.query.translate;
  Query picks;
  picks.picks = view.query.picks;
  page["form_picks"] = hidden_fields(picks);
  page["shortlist_url"] = shortlist_url(view.query);
  page["shortlist_count"] =
      when(!view.query.picks.empty(), view.format.number(static_cast<long long>(view.query.picks.size())));
  page["form_per_page"] = false;
  page["one_form"] = false;
  page["kosovo"] = view.kosovo;
}

}  // namespace gp
