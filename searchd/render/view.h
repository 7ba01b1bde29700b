// What the pages have in common, from the plain structs of the search to the data of the templates. Internal to render.
//
// Names in the data carry the name of their part ("hit_title", "facet_label"): a template looks a name up in the
// surroundings too, so a short one would find what it should not. `false` stands for "there is none"; an empty text
// counts as there.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/render/locale_format.h"
#include "searchd/render/messages.h"
#include "searchd/render/page.h"
#include "searchd/render/templates.h"
#include "searchd/search/query.h"
#include "searchd/search/result.h"

namespace gp {

// One page in the making.
struct View {
  const Messages& messages;
  const Catalogue& texts;
  const LocaleFormat& format;
  const Query& query;
  const PageContext& context;
  bool kosovo = false;              // it is named somewhere, so the footnote is due
  std::set<std::string> anchors{};  // given out already: an id stands once on a page

  std::string text(std::string_view key, const MessageArguments& arguments = {}) const {
    return texts.text(key, arguments);
  }
};

// The head of a page and what surrounds its content.
struct Frame {
  std::string kind{};        // class of the body: "search"
  std::string title{};       // without the name of the site
  std::string title_lang{};  // empty: that of the page
  std::string description{};
  std::string og_type = "website";
  bool index = true;      // the address search engines should have; false: the same page without a search is
  bool error = false;     // not for search engines at all
  bool languages = true;  // there are other languages of this very page
  std::string previous_url{};
  std::string next_url{};
};

// Puts the frame into `page`; call it last, when view.kosovo is known.
void add_frame(Data& page, const View& view, const Frame& frame);

// `path` with the query behind it, and then the parameters that only this page has, encoded.
std::string url_of(const std::string& path, const Query& query, const std::string& own_parameters = {});

std::string home_url(const Query& query);
std::string search_url(const Query& query);
// Of this very page, with another query: "/map?zoom=2&theme=housing".
std::string own_url(const View& view, const Query& query);
// The search stays with the practice, so that it leads back to it.
std::string practice_url(std::string_view id, const Query& query);
std::string shortlist_url(const Query& query);
std::string compare_parameters(const std::vector<std::string>& ids, bool only_differences);
std::string compare_url(const std::vector<std::string>& ids, bool only_differences, const Query& query);
std::string permanent_url(const View& view, std::string_view id);

// The same question with another shortlist.
Query with_picks(Query query, std::vector<std::string> picks);
std::vector<std::string> without(std::vector<std::string> ids, std::string_view id);

// The button that puts a practice on the shortlist or takes it off, and the anchor it leads back to.
void add_pick(Data& data, View& view, const std::string& id, const std::string& title, std::string_view lang);

// A query as the hidden fields of a form.
Data hidden_fields(const Query& query);

// The same question by a reader of another language.
Query in_language(Query query, const std::string& lang);

// The same reader, who asks for nothing.
Query only_reader(const Query& query);

// A search of the same reader for nothing but one value of a facet.
Query search_for(const Query& reader, std::string_view facet, const std::string& id);

// Adds to a list without the deep copy that the library's own way takes.
void append(Data& list, Data item);

MessageArgument count_of(std::string name, std::size_t count);

Data when(bool there, Data data);
Data or_false(const std::string& text);
Data lang_or_false(const View& view, std::string_view lang);  // false: the language of the page
Data label_lang(const View& view);                            // of the labels: the reader's language

Data pieces(const std::vector<Fragment>& fragments);
// What an argument put there gets `lang`, as `lang_of` says for its name; empty: none.
Data pieces(const std::vector<MessagePiece>& message, const std::vector<std::pair<std::string, std::string>>& lang_of);

// "2013–2015"; empty when neither year is known.
std::string years(const View& view, const Period& period);

// A language in the words of the page, and in its own.
std::string language_name(const View& view, const std::string& tag);
std::string own_language_name(const View& view, const std::string& tag);

// True where the name of the country needs its footnote.
bool needs_star(View& view, const std::string& country_id);

// A label without the star it ends with: where the star is a link to the footnote.
std::string without_star(std::string label);

Data why_lines(const View& view, const Hit& hit);
Data hit(View& view, const Hit& hit);
Data hits(View& view, const std::vector<Hit>& all);

}  // namespace gp
