// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/lanetext.h"

#include "app/cli/output.h"
#include "ui/text/formats.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kNothing = u"–"_s;

QString durationCell(const std::optional<std::chrono::microseconds>& time)
{
    return time ? Formats().duration(*time) : kNothing;
}

QString costCell(const LaneRecord& lane)
{
    const Formats formats;
    if (!isTerminal(lane.state))
        return {};
    const QString word = formats.costWord(lane);
    return word.isEmpty() ? formats.cost(lane.cost) : formats.cost(lane.cost) + u' ' + word;
}

QString title(const LaneRecord& lane)
{
    QString title = out::oneLine(lane.model.toString());
    if (lane.simulated)
        title += u" (simulated)"_s;
    if (!lane.servedModel.isEmpty() && lane.servedModel != lane.model.model)
        title += u", served by "_s + out::oneLine(lane.servedModel);
    return title;
}

} // namespace

QStringList laneHeader()
{
    return {u" "_s, u"model"_s, u"state"_s, u"first token"_s, u"total"_s, u"tok/s"_s, u"tokens"_s, u"cost"_s};
}

QList<int> laneNumberColumns()
{
    return {3, 4, 5, 6, 7};
}

QStringList laneRow(const LaneRecord& lane)
{
    const auto speed = tokensPerSecond(lane);
    const auto tokens = lane.usage.completionTokens();
    return {laneLetter(lane.index), lane.model.toString(), QString(laneStateName(lane.state)),
        durationCell(lane.timing.firstToken), durationCell(lane.timing.total),
        speed ? Formats().speed(*speed) : kNothing, tokens ? Formats().tokenCount(*tokens) : kNothing, costCell(lane)};
}

void printLane(const LaneRecord& lane)
{
    out::line();
    out::line(u"── %1  %2"_s.arg(laneLetter(lane.index), title(lane)));
    if (!lane.reasoning.isEmpty())
        out::line(u"(thought first: %1 characters; --json has them)"_s.arg(lane.reasoning.size()));
    if (!lane.text.isEmpty())
        out::line(out::plain(lane.text));
    if (!lane.refusal.isEmpty())
        out::line(out::plain(lane.refusal));
    for (const auto& call : lane.toolCalls)
        out::line(u"→ %1(%2)"_s.arg(out::oneLine(call.name), call.arguments));
    if (lane.error)
        out::line(u"[%1] %2"_s.arg(laneStateName(lane.state), out::plain(lane.error->detail)));
}

} // namespace assay
