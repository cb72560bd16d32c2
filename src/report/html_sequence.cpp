// SPDX-License-Identifier: Apache-2.0
#include "report/html_sequence.h"

#include <algorithm>
#include <set>
#include <string>

#include "report/placeholder.h"
#include "report/text_layout.h"
#include "report/text_step.h"

namespace sworn::report {
namespace {

// Measures in units of the drawing, which are pixels at its natural size.
constexpr int margin = 88;
constexpr int between_actors = 172;
constexpr int before_server = 430;
constexpr int head_height = 54;
constexpr int row_height = 72;
constexpr std::size_t most_actor_columns = 22;
constexpr std::size_t most_label_columns = 58;

struct Drawing {
  std::vector<std::string> actors;
  /// Placeholders of sessions, which are long and told apart by their ends: each gets a letter.
  std::vector<std::string> sessions;
  int server_x = 0;
  int height = 0;

  [[nodiscard]] int x_of(const Exchange& step) const {
    const auto found = std::ranges::find(actors, step.conversation);
    return margin + static_cast<int>(found - actors.begin()) * between_actors;
  }
};

std::string letter_of(std::size_t position) {
  constexpr std::size_t letters = 26;
  const std::string letter(1, static_cast<char>('A' + position % letters));
  return position < letters ? letter : letter + std::to_string(position / letters);
}

/// The credentials of a step with letters for sessions, new ones named.
std::string named_sessions(Drawing& drawing, const std::string& credentials) {
  std::string out;
  for (std::size_t i = 0; i < credentials.size();) {
    const std::string session(placeholder_at(credentials, i));
    if (!session.starts_with("{session ")) {
      out += credentials[i++];
      continue;
    }
    auto found = std::ranges::find(drawing.sessions, session);
    if (found == drawing.sessions.end()) found = drawing.sessions.insert(found, session);
    out += "session " + letter_of(static_cast<std::size_t>(found - drawing.sessions.begin()));
    i += session.size();
  }
  return out;
}

Drawing drawing_of(const std::vector<const Exchange*>& steps) {
  Drawing drawing;
  for (const Exchange* step : steps) {
    if (std::ranges::find(drawing.actors, step->conversation) == drawing.actors.end()) {
      drawing.actors.push_back(step->conversation);
    }
  }
  const int count = static_cast<int>(drawing.actors.size());
  drawing.server_x = margin + (count - 1) * between_actors + before_server;
  drawing.height = head_height + static_cast<int>(steps.size()) * row_height + 16;
  return drawing;
}

std::string number(int value) {
  return std::to_string(value);
}

void append_line(HtmlPage& page, std::string_view kind, int x1, int y1, int x2, int y2) {
  page.out
      .open("line",
            {{"class", kind},
             {"x1", number(x1)},
             {"y1", number(y1)},
             {"x2", number(x2)},
             {"y2", number(y2)}})
      .close();
}

void append_label(HtmlPage& page,
                  std::string_view kind,
                  int x,
                  int y,
                  std::string_view text,
                  std::size_t most_columns = most_label_columns) {
  page.out.element(
      "text", {{"class", kind}, {"x", number(x)}, {"y", number(y)}}, clip(text, most_columns));
}

/// A triangle whose tip is at `x`, pointing to the right or to the left.
void append_tip(HtmlPage& page, std::string_view kind, int x, int y, bool to_right) {
  const int back = to_right ? x - 9 : x + 9;
  const std::string points = number(x) + "," + number(y) + " " + number(back) + "," +
                             number(y - 5) + " " + number(back) + "," + number(y + 5);
  page.out.open("polygon", {{"class", kind}, {"points", points}}).close();
}

void append_actor(HtmlPage& page, const Drawing& drawing, int x, std::string_view name) {
  constexpr int half = 80;
  append_line(page, "life", x, head_height - 14, x, drawing.height - 8);
  page.out
      .open("rect",
            {{"class", "actor"},
             {"x", number(x - half)},
             {"y", "6"},
             {"width", number(2 * half)},
             {"height", "30"},
             {"rx", "6"}})
      .close();
  append_label(page, "name", x, 26, name, most_actor_columns);
}

/// How the answer looks at first sight.
std::string_view kind_of(const Exchange& step) {
  if (!step.response) return "failed";
  const int status = step.response->status;
  if (status >= 500) return "failed";
  return status >= 400 ? "refused" : "passed";
}

void append_step(
    HtmlPage& page, Drawing& drawing, const Exchange& step, int position, bool is_decisive) {
  const int top = head_height + position * row_height;
  const int x = drawing.x_of(step);
  const StepParts parts = step_parts(step);
  const std::string_view weight = is_decisive ? "decisive" : "";
  page.out.open("g", {{weight.empty() ? "" : "class", weight}});
  if (is_decisive) {
    page.out
        .open("rect",
              {{"class", "band"},
               {"x", "2"},
               {"y", number(top - 4)},
               {"width", number(drawing.server_x + margin - 4)},
               {"height", number(row_height - 4)},
               {"rx", "6"}})
        .close();
  }
  page.out
      .open("circle",
            {{"class", "count"}, {"cx", number(x)}, {"cy", number(top + 12)}, {"r", "10"}})
      .close();
  append_label(page, "digit", x, top + 16, number(position + 1));
  const std::string what = parts.step.empty() ? parts.request : parts.step;
  append_label(page, "step", x + 18, top + 12, what);
  append_label(page,
               "request",
               x + 18,
               top + 27,
               parts.request + " " + named_sessions(drawing, parts.credentials));
  append_line(page, "ask", x, top + 36, drawing.server_x - 8, top + 36);
  append_tip(page, "ask", drawing.server_x, top + 36, true);
  const std::string_view kind = kind_of(step);
  const std::string answer = std::string("answer ") + std::string(kind);
  append_line(page, answer, x + 8, top + 56, drawing.server_x, top + 56);
  append_tip(page, answer, x, top + 56, false);
  append_label(page,
               std::string("status ") + std::string(kind),
               drawing.server_x - 10,
               top + 51,
               parts.outcome,
               36);
  page.out.close();
}

}  // namespace

bool is_story(const std::vector<const Exchange*>& steps) {
  std::set<std::string_view> operations;
  for (const Exchange* step : steps) operations.insert(step->operation);
  return steps.size() >= 3 && operations.size() >= 2;
}

void append_sequence(HtmlPage& page,
                     const std::vector<const Exchange*>& steps,
                     int decisive,
                     std::string_view list_anchor) {
  Drawing drawing = drawing_of(steps);
  const int width = drawing.server_x + margin;
  const std::string id(list_anchor);
  const std::string title = id + "-title";
  const std::string about = id + "-about";
  HtmlWriter& out = page.out;
  // Focusable, so that the arrow keys scroll what is wider than the screen.
  out.open("div",
           {{"class", "sequence"},
            {"tabindex", "0"},
            {"role", "group"},
            {"aria-label", "Sequence diagram"}});
  out.open("svg",
           {{"role", "img"},
            {"aria-labelledby", title + " " + about},
            {"viewBox", "0 0 " + number(width) + " " + number(drawing.height)},
            {"width", number(width)},
            {"height", number(drawing.height)}});
  out.element("title", {{"id", title}}, "Who asked the server what, and what it answered");
  out.element("desc",
              {{"id", about}},
              count_of(static_cast<int>(steps.size()), "request") + " of " +
                  enumerate(drawing.actors, 6) + ". The list below says the same in words.");
  for (const std::string& actor : drawing.actors) {
    const auto position = static_cast<int>(&actor - drawing.actors.data());
    append_actor(page, drawing, margin + position * between_actors, actor);
  }
  append_actor(page, drawing, drawing.server_x, "server");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    append_step(page, drawing, *steps[i], static_cast<int>(i), steps[i]->id == decisive);
  }
  out.close();
  if (!drawing.sessions.empty()) {
    out.open("ul");
    for (std::size_t i = 0; i < drawing.sessions.size(); ++i) {
      out.open("li").element("b", "session " + letter_of(i)).text(" is ");
      out.element("code", drawing.sessions[i]).close();
    }
    out.close();
  }
  out.close();
}

}  // namespace sworn::report
