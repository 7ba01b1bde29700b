// A small index that the tests of retrieval share: data, query and answer fit on one screen.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/test_index.h"

namespace gp {

// Throws std::out_of_range where the answer has no such note.
inline const Note& note_of(const SearchResult& result, std::string_view code) {
  for (const Note& one : result.notes) {
    if (one.code == code) return one;
  }
  throw std::out_of_range("no note " + std::string(code));
}

// The words of these tests name no concept, so that only texts count.
class SmallIndexTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = new TestIndex({
        practice("bus").text("en", "A bus for pupils", "The town pays the bus.", "Every pupil rides free. No walk."),
        practice("choir").text("en", "Children's choir", "They sing in the market hall.", "The bus stops at the hall."),
        practice("clinic").text("en", "Mobile clinic", "A nurse comes by van.",
                                "The hall market sells fruit. A bus waits."),
        practice("garten").text("de", "Gärten für alle", "Ein Garten für jede Familie.",
                                "Die Gärtnerei hilft. Äpfel reifen."),
        practice("jardin").text("fr", "Le jardin partagé", "Des jardins près de l’eau.", "On y chante aussi."),
        practice("pair")
            .text("en", "Reading pairs", "Older pupils read.", "Market")
            .text("fr", "Lire à deux", "Les élèves lisent.", "Hall"),
    });
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }
  static std::vector<std::string> found(const std::string& q) { return ids(index_->search("q=" + percent_encode(q))); }
  // With every word, and nothing added.
  static std::vector<std::string> strictly(const std::string& q) {
    return ids(index_->search("words=all&q=" + percent_encode(q)));
  }

  inline static TestIndex* index_ = nullptr;
};

}  // namespace gp
