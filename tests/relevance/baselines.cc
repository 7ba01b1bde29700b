#include "tests/relevance/baselines.h"

#include <sqlite3.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <xapian.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "tests/support/temp_folder.h"

namespace gp {
namespace {

// A language's stemmer; none where Xapian has none.
Xapian::Stem stemmer(const std::string& tag) {
  return Xapian::Stem(tag.substr(0, tag.find('-')), true);
}

struct PlainXapian {
  TempFolder folder{};
  std::vector<std::string> ids{};
  Xapian::Database database{};
};

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

class SqliteFts5 {
 public:
  SqliteFts5() {
    sqlite3* database = nullptr;
    const int status = sqlite3_open(":memory:", &database);
    database_.reset(database);
    if (status != SQLITE_OK) fail();
    run("CREATE VIRTUAL TABLE practices USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')");
    insert_ = prepare("INSERT INTO practices(text) VALUES (?)");
    select_ = prepare("SELECT rowid FROM practices WHERE practices MATCH ? ORDER BY rank, rowid LIMIT 10");
  }

  void add(const std::string& text) {
    bind(insert_, text);
    if (sqlite3_step(insert_.get()) != SQLITE_DONE) fail();
  }

  // Numbers of the documents in the order they were added, from 0.
  std::vector<std::size_t> search(const std::string& expression) {
    bind(select_, expression);
    std::vector<std::size_t> found;
    int status = SQLITE_OK;
    while ((status = sqlite3_step(select_.get())) == SQLITE_ROW) {
      found.push_back(static_cast<std::size_t>(sqlite3_column_int64(select_.get(), 0)) - 1);
    }
    if (status != SQLITE_DONE) fail();
    return found;
  }

  void run(const char* statement) {
    if (sqlite3_exec(database_.get(), statement, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_.get())); }

  Statement prepare(const char* text) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_.get(), text, -1, &statement, nullptr) != SQLITE_OK) fail();
    return Statement(statement);
  }

  // `text` must live until the statement has run.
  void bind(const Statement& statement, const std::string& text) {
    sqlite3_reset(statement.get());
    const int bytes = static_cast<int>(text.size());
    if (sqlite3_bind_text(statement.get(), 1, text.data(), bytes, SQLITE_STATIC) != SQLITE_OK) fail();
  }

  std::unique_ptr<sqlite3, Close> database_{};
  Statement insert_{};
  Statement select_{};
};

// "any" OR "of" OR "these"
std::string any_of(const std::string& text) {
  const icu::UnicodeString all = icu::UnicodeString::fromUTF8(text);
  std::string expression;
  bool in_word = false;
  for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
    const UChar32 c = all.char32At(at);
    const bool of_word = u_isalnum(c) != 0 || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0;
    if (of_word && !in_word) expression += expression.empty() ? "\"" : " OR \"";
    if (of_word) icu::UnicodeString(c).toUTF8String(expression);
    if (!of_word && in_word) expression += '"';
    in_word = of_word;
  }
  return in_word ? expression + '"' : expression;
}

}  // namespace

Search plain_xapian(const std::vector<Document>& documents) {
  const auto index = std::make_shared<PlainXapian>();
  Xapian::WritableDatabase writer(index->folder.path("index"), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  for (const Document& one : documents) {
    Xapian::Document document;
    for (const auto& [lang, text] : one.texts) {
      Xapian::TermGenerator generator;
      generator.set_stemmer(stemmer(lang));
      generator.set_document(document);
      generator.index_text(text.title);
      generator.index_text(text.body);
    }
    writer.add_document(document);  // whose number is the next, from 1
    index->ids.push_back(one.id);
  }
  writer.close();
  index->database = Xapian::Database(index->folder.path("index"));
  return [index](const JudgedQuery& query) {
    Xapian::QueryParser parser;
    parser.set_stemmer(stemmer(query.lang));
    parser.set_database(index->database);
    Xapian::Enquire enquire(index->database);
    enquire.set_query(parser.parse_query(query.text, 0));  // no flags: no operators
    std::vector<std::string> found;
    const Xapian::MSet matches = enquire.get_mset(0, kDepth);
    for (auto match = matches.begin(); match != matches.end(); ++match) found.push_back(index->ids[*match - 1]);
    return found;
  };
}

Search sqlite_fts5(const std::vector<Document>& documents) {
  const auto index = std::make_shared<SqliteFts5>();
  std::vector<std::string> ids;
  index->run("BEGIN");
  for (const Document& one : documents) {
    std::string all;
    for (const auto& [lang, text] : one.texts) all += text.title + '\n' + text.body + '\n';
    index->add(all);
    ids.push_back(one.id);
  }
  index->run("COMMIT");
  return [index, ids](const JudgedQuery& query) {
    std::vector<std::string> found;
    const std::string expression = any_of(query.text);
    if (expression.empty()) return found;
    for (const std::size_t number : index->search(expression)) found.push_back(ids[number]);
    return found;
  };
}

}  // namespace gp
