// One bar a year, or one for some years where there are so many that bars would be hairs. A bar of several years says
// how many practices were active in the year of them that had most: adding the years up would count a practice for
// each.
#include "searchd/render/year_chart.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace gp {
namespace {

constexpr std::size_t kMostBars = 72;
constexpr std::uint32_t kHeight = 40;  // of the tallest bar, in units of the drawing
constexpr std::size_t kStep = 4;       // from bar to bar
constexpr std::size_t kWidth = 3;      // of a bar

bool overlaps(const Query& query, int first, int last) {
  return (!query.from || last >= *query.from) && (!query.to || first <= *query.to);
}

}  // namespace

Data year_chart(const View& view, const std::vector<YearCount>& years) {
  const auto most = std::ranges::max_element(years, {}, &YearCount::count);  // the first of equals
  if (years.size() < 2 || most->count == 0) return false;
  const std::size_t years_a_bar = (years.size() + kMostBars - 1) / kMostBars;
  const bool narrowed = view.query.from || view.query.to;
  Data bars(Data::type::list);
  std::size_t number = 0;
  for (std::size_t first = 0; first < years.size(); first += years_a_bar, ++number) {
    const std::size_t end = std::min(first + years_a_bar, years.size());
    std::uint32_t count = 0;
    for (std::size_t i = first; i < end; ++i) count = std::max(count, years[i].count);
    if (count == 0) continue;
    const std::uint32_t height = std::max<std::uint32_t>(1, (count * kHeight + most->count / 2) / most->count);
    Data bar;
    bar["bar_x"] = std::to_string(number * kStep);
    bar["bar_y"] = std::to_string(kHeight - height);
    bar["bar_height"] = std::to_string(height);
    bar["bar_chosen"] = narrowed && overlaps(view.query, years[first].year, years[end - 1].year);
    append(bars, std::move(bar));
  }
  Data chart;
  chart["bars"] = std::move(bars);
  chart["bar_width"] = std::to_string(kWidth);
  chart["chart_width"] = std::to_string(number * kStep - (kStep - kWidth));
  chart["chart_height"] = std::to_string(kHeight);
  chart["chart_narrowed"] = narrowed;
  chart["chart_first"] = std::to_string(years.front().year);
  chart["chart_last"] = std::to_string(years.back().year);
  chart["chart_most"] = view.text("years.most", {{"year", std::to_string(most->year)}, count_of("count", most->count)});
  return chart;
}

}  // namespace gp
