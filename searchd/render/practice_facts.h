// What is told of one practice, on its own page, in a briefing and beside others: the same data, so that the pages
// never say different things. Internal to render.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/render/view.h"

namespace gp {

// The sections of a text in their order, as corpus/vocabulary/sections.yaml has them; a text that has all of them can
// be laid out by what they are.
constexpr std::array<std::string_view, 5> kSections = {"context", "what-was-done", "results", "what-did-not-work",
                                                       "lessons-and-transfer"};

// The text shown; an empty one where there is none.
const Text& text_of(const PracticeView& shown);

// "Turin, Italy"
std::string place(const PracticeView& shown);

// "295,424 (2023)"; empty: not known.
std::string population(const View& view, const PracticeView& shown);

// The data of parts/fact-list.mustache.
void add_facts(Data& data, View& view, const PracticeView& shown);

// Names and roles; false: there are none.
Data organisations(const std::vector<Organisation>& all);

// The data of parts/sources.mustache; false: there are none.
Data sources(const View& view, const std::vector<Source>& all);

// A text by its headings. `section_kind` is one of kSections where the text has all of them, else "other".
// `level` as for to_sections; `kinds`: only these, of a text where they can be told apart, else all.
Data sections(const std::string& body, int level = 2, std::span<const std::string_view> kinds = {});

// One section of a text that has all of them; else empty. Safe to put into a page as it is.
std::string section_html(const std::string& body, std::string_view kind);

// What a reader must know about the text: it is not in the language asked for, or a machine translated it.
void add_text_notes(Data& data, const View& view, const PracticeView& shown, const Text& text);

// The way back to the search.
Data breadcrumb(const View& view);

}  // namespace gp
