#include "tests/relevance/evaluation.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <future>
#include <sstream>
#include <stdexcept>

namespace gp {
namespace {

constexpr double kTolerance = 0.01;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

// Lines of tab-separated fields, without comments and empty ones; `fields` each, of which the last `optional` may be
// missing.
std::vector<std::vector<std::string>> read_table(const std::string& path, std::size_t fields,
                                                 std::size_t optional = 0) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<std::string>> rows;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> row = split(line, '\t');
    if (row.size() > fields || row.size() + optional < fields) {
      throw std::runtime_error(path + ':' + std::to_string(number) + ": " + std::to_string(fields) +
                               " fields expected");
    }
    row.resize(fields);
    rows.push_back(std::move(row));
  }
  return rows;
}

double gain(int grade) {
  return std::exp2(grade) - 1;
}
double discount(std::size_t rank) {
  return 1 / std::log2(static_cast<double>(rank) + 1);
}

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

}  // namespace

std::vector<JudgedQuery> read_queries(const std::string& path) {
  std::vector<JudgedQuery> queries;
  for (const std::vector<std::string>& row : read_table(path, 4, 1)) {
    JudgedQuery query{.lang = row[0], .text = row[1], .grades = {}, .kind = row[3]};
    for (const std::string& judgment : split(row[2], ',')) {
      const std::size_t equals = judgment.find('=');
      if (equals == std::string::npos) throw std::runtime_error(path + ": 'id=grade' expected, not '" + judgment + "'");
      query.grades[judgment.substr(0, equals)] = std::stoi(judgment.substr(equals + 1));
    }
    queries.push_back(std::move(query));
  }
  return queries;
}

int counting_grade(const std::vector<JudgedQuery>& queries) {
  for (const JudgedQuery& query : queries) {
    for (const auto& [id, grade] : query.grades) {
      if (grade > 1) return 2;
    }
  }
  return 1;
}

Outcome judge(const JudgedQuery& query, const std::vector<std::string>& found, int counting) {
  Outcome outcome{.query = query, .found = found};
  outcome.found.resize(std::min(found.size(), kDepth));
  std::vector<int> ideal;
  std::size_t relevant = 0;
  for (const auto& [id, grade] : query.grades) {
    ideal.push_back(grade);
    relevant += grade >= counting ? 1 : 0;
  }
  std::sort(ideal.rbegin(), ideal.rend());
  double best = 0;
  for (std::size_t i = 0; i < std::min(ideal.size(), kDepth); ++i) best += gain(ideal[i]) * discount(i + 1);
  std::size_t hits = 0;
  for (std::size_t i = 0; i < std::min(found.size(), kDepth); ++i) {
    const auto judged = query.grades.find(found[i]);
    if (judged == query.grades.end() || best == 0) continue;
    outcome.ndcg += gain(judged->second) * discount(i + 1) / best;
    if (judged->second < counting) continue;
    if (hits++ == 0) outcome.rank = 1 / static_cast<double>(i + 1);
  }
  outcome.recall = relevant == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(relevant);
  return outcome;
}

std::vector<Outcome> evaluate(const std::vector<JudgedQuery>& queries, const Search& search, std::size_t threads) {
  const int counting = counting_grade(queries);
  std::vector<Outcome> outcomes(queries.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < queries.size(); i = next++) {
      outcomes[i] = judge(queries[i], search(queries[i]), counting);
    }
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < threads; ++i) others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
  return outcomes;
}

FiguresByGroup figures_of(const std::vector<Outcome>& outcomes) {
  FiguresByGroup groups;
  for (const Outcome& outcome : outcomes) {
    std::vector<std::string> names{"all", "language " + outcome.query.lang};
    if (!outcome.query.kind.empty()) names.push_back("kind " + outcome.query.kind);
    for (const std::string& group : names) {
      Figures& figures = groups[group];
      ++figures.queries;
      figures.ndcg += outcome.ndcg;
      figures.rank += outcome.rank;
      figures.recall += outcome.recall;
    }
  }
  for (auto& [group, figures] : groups) {
    const auto count = static_cast<double>(figures.queries);
    figures.ndcg /= count;
    figures.rank /= count;
    figures.recall /= count;
  }
  return groups;
}

std::string to_table(const FiguresByGroup& groups) {
  std::string table = "# group\tqueries\tnDCG@10\tMRR@10\trecall@10\n";
  for (const auto& [group, figures] : groups) {
    table += group + '\t' + std::to_string(figures.queries) + '\t' + decimal(figures.ndcg) + '\t' +
             decimal(figures.rank) + '\t' + decimal(figures.recall) + '\n';
  }
  return table;
}

std::string to_table(const std::vector<Outcome>& outcomes) {
  std::string table = "# language\tkind\tquery\tnDCG@10\tRR@10\trecall@10\tfirst five\n";
  for (const Outcome& outcome : outcomes) {
    table += outcome.query.lang + '\t' + outcome.query.kind + '\t' + outcome.query.text + '\t' + decimal(outcome.ndcg) +
             '\t' + decimal(outcome.rank) + '\t' + decimal(outcome.recall) + '\t';
    for (std::size_t i = 0; i < std::min<std::size_t>(outcome.found.size(), 5); ++i) {
      table += (i > 0 ? " " : "") + outcome.found[i];
    }
    table += '\n';
  }
  return table;
}

FiguresByGroup read_figures(const std::string& path) {
  FiguresByGroup groups;
  for (const std::vector<std::string>& row : read_table(path, 5)) {
    groups[row[0]] = {.queries = std::stoul(row[1]),
                      .ndcg = std::stod(row[2]),
                      .rank = std::stod(row[3]),
                      .recall = std::stod(row[4])};
  }
  return groups;
}

std::vector<std::string> losses(const FiguresByGroup& before, const FiguresByGroup& now) {
  std::vector<std::string> sentences;
  for (const auto& [group, old] : before) {
    const auto it = now.find(group);
    if (it == now.end()) {
      sentences.push_back("the group '" + group + "' is gone");
      continue;
    }
    const auto compare = [&sentences, &group = group](const char* name, double was, double is) {
      if (is >= was * (1 - kTolerance) - 0.00005) return;  // what is stored is rounded
      sentences.push_back(std::string(name) + " of '" + group + "' fell from " + decimal(was) + " to " + decimal(is));
    };
    compare("nDCG@10", old.ndcg, it->second.ndcg);
    compare("MRR@10", old.rank, it->second.rank);
    compare("recall@10", old.recall, it->second.recall);
  }
  return sentences;
}

}  // namespace gp
