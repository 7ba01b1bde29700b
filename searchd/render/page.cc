#include "searchd/render/page.h"

#include <map>

#include "searchd/render/comparable_page.h"
#include "searchd/render/compare_page.h"
#include "searchd/render/gaps_page.h"
#include "searchd/render/locale_format.h"
#include "searchd/render/map_page.h"
#include "searchd/render/messages.h"
#include "searchd/render/practice_page.h"
#include "searchd/render/search_page.h"
#include "searchd/render/shortlist_page.h"
#include "searchd/render/templates.h"
#include "searchd/render/text_pages.h"
#include "searchd/render/view.h"

namespace gp {
namespace {

PageContext with_own(PageContext context, std::string parameters) {
  context.own_parameters = std::move(parameters);
  return context;
}

}  // namespace

struct PageRenderer::Impl {
  Impl(const std::string& web_folder, const std::function<std::string(const std::string&)>& asset_url,
       std::string given_contact)
      : contact(std::move(given_contact)),
        messages(web_folder + "/messages"),
        templates(web_folder + "/templates", messages, asset_url),
        texts(web_folder + "/texts", messages.languages()) {
    own_language_name("en");  // has the names made now, not by the first reader
    for (const std::string& language : messages.languages()) {
      formats.emplace(language, LocaleFormat(messages.in(language).text("locale")));
    }
  }

  View view(const Query& query, const PageContext& context) const {
    const Catalogue& catalogue = messages.in(context.ui_lang);
    return {messages, catalogue, formats.at(catalogue.language()), query, context};
  }

  const std::string contact;
  Messages messages;
  Templates templates;
  TextPages texts;
  std::map<std::string, LocaleFormat> formats;
};

PageRenderer::PageRenderer(const std::string& web_folder,
                           const std::function<std::string(const std::string&)>& asset_url, std::string contact)
    : impl_(std::make_unique<Impl>(web_folder, asset_url, std::move(contact))) {}

PageRenderer::~PageRenderer() = default;

std::string PageRenderer::ui_language(std::string_view lang) const {
  return nearest_language(lang, impl_->messages.languages());
}

std::string PageRenderer::home(const SearchResult& everything, const PageContext& context,
                               const MapPoints& places) const {
  View view = impl_->view(everything.query, context);
  return impl_->templates.render("home", view.texts.language(), home_page(view, everything, places));
}

std::string PageRenderer::search(const SearchResult& result, const PageContext& context) const {
  View view = impl_->view(result.query, context);
  return impl_->templates.render("search", view.texts.language(), search_page(view, result));
}

std::string PageRenderer::map(const SearchResult& result, const MapPoints& points, const MapView& map_view,
                              const PageContext& context) const {
  const PageContext own = with_own(context, to_parameters(map_view));
  View view = impl_->view(result.query, own);
  return impl_->templates.render("map", view.texts.language(), map_page(view, result, points, map_view));
}

std::string PageRenderer::base_map(const BaseMapDrawing& drawing) const {
  return impl_->templates.render("base-map", impl_->messages.languages().front(), base_map_data(drawing));
}

std::string PageRenderer::shortlist(const Shortlist& list, const PageContext& context) const {
  View view = impl_->view(list.query, context);
  return impl_->templates.render("shortlist", view.texts.language(), shortlist_page(view, list));
}

std::string PageRenderer::compare(const Comparison& comparison, const Query& query, const PageContext& context) const {
  std::vector<std::string> ids;
  ids.reserve(comparison.practices.size());
  for (const PracticeView& shown : comparison.practices) ids.push_back(shown.practice.id);
  const PageContext own = with_own(context, compare_parameters(ids, comparison.only_differences));
  View view = impl_->view(query, own);
  return impl_->templates.render("compare", view.texts.language(), compare_page(view, comparison));
}

std::string PageRenderer::practice(const PracticeView& practice, const Query& query, const PageContext& context) const {
  View view = impl_->view(query, context);
  return impl_->templates.render("practice", view.texts.language(), practice_page(view, practice));
}

std::string PageRenderer::text(std::string_view name, const std::vector<EvidenceClass>& evidence, const Query& query,
                               const PageContext& context) const {
  View view = impl_->view(query, context);
  const std::string& language = view.texts.language();
  return impl_->templates.render(
      "text", language, text_page(view, name, impl_->texts.sections(name, language), evidence, impl_->contact));
}

std::string PageRenderer::comparable(const ComparableResult& result, const PlaceChoices& choices,
                                     const PageContext& context) const {
  const PageContext own = with_own(context, to_query_string(result.asked));
  View view = impl_->view(result.found.query, own);
  return impl_->templates.render("comparable", view.texts.language(), comparable_page(view, result, choices));
}

std::string PageRenderer::gaps(const GapTable& table, const PageContext& context) const {
  const PageContext own = with_own(context, gap_parameters(table.by, table.under));
  View view = impl_->view(table.query, own);
  return impl_->templates.render("gaps", view.texts.language(), gaps_page(view, table));
}

std::string PageRenderer::error(int status, const std::string& detail, const PageContext& context) const {
  Query query;
  query.lang = context.ui_lang;
  query.lang_given = context.lang_given;
  query.picks = context.picks;
  View view = impl_->view(query, context);
  return impl_->templates.render("error", view.texts.language(), error_page(view, status, detail));
}

}  // namespace gp
