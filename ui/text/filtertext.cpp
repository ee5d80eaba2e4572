// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/filtertext.h"

#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// `3 Nov 2026`, with the time where it is not midnight.
QString momentText(const QDateTime& moment)
{
    const QDateTime local = moment.toLocalTime();
    const QLocale locale;
    const QString day = locale.toString(local.date(), FilterText::tr("d MMM yyyy"));
    return local == local.date().startOfDay() ? day : day + u' ' + locale.toString(local.time(), u"HH:mm"_s);
}

/// Up to, not including: of whole days the last one that is meant.
QString endText(const QDateTime& until)
{
    const QDateTime local = until.toLocalTime();
    return momentText(local == local.date().startOfDay() ? local.date().addDays(-1).startOfDay() : local);
}

QString dateWords(const FilterChoice& choice)
{
    if (choice.period != FilterPeriod::Any)
        return FilterText::periodName(choice.period);
    const auto& [since, until] = std::pair(choice.filter.since, choice.filter.until);
    if (since.isValid() && until.isValid())
        return FilterText::tr("%1 – %2").arg(momentText(since), endText(until));
    if (since.isValid())
        return FilterText::tr("since %1").arg(momentText(since));
    return until.isValid() ? FilterText::tr("until %1").arg(endText(until)) : QString();
}

QString amount(const Money& money)
{
    return Formats().exactMoney(money);
}

} // namespace

bool isSet(const FilterChoice& choice, FilterPart part)
{
    return without(choice, part) != choice;
}

FilterChoice without(FilterChoice choice, FilterPart part)
{
    HistoryFilter& filter = choice.filter;
    switch (part) {
    case FilterPart::Words: filter.words.clear(); break;
    case FilterPart::Model: filter.model.clear(); break;
    case FilterPart::Provider: filter.provider.clear(); break;
    case FilterPart::Date:
        choice.period = FilterPeriod::Any;
        filter.since = {};
        filter.until = {};
        break;
    case FilterPart::CostAtLeast: filter.costAtLeast.reset(); break;
    case FilterPart::CostAtMost: filter.costAtMost.reset(); break;
    case FilterPart::State: filter.state.reset(); break;
    case FilterPart::Project: filter.project.reset(); break;
    case FilterPart::Tag: filter.tag.clear(); break;
    case FilterPart::Surface: filter.surface.clear(); break;
    case FilterPart::Vote:
        filter.voted = false;
        filter.votedAs.reset();
        break;
    case FilterPart::Starred: filter.starred = false; break;
    case FilterPart::Simulated: filter.origin = AnswerOrigin::Any; break;
    }
    return choice;
}

QString FilterText::partName(FilterPart part)
{
    switch (part) {
    case FilterPart::Words: return tr("Words");
    case FilterPart::Model: return tr("Model");
    case FilterPart::Provider: return tr("Provider");
    case FilterPart::Date: return tr("Date");
    case FilterPart::CostAtLeast: return tr("Cost at least");
    case FilterPart::CostAtMost: return tr("Cost at most");
    case FilterPart::State: return tr("State");
    case FilterPart::Project: return tr("Project");
    case FilterPart::Tag: return tr("Tag");
    case FilterPart::Surface: return tr("Surface");
    case FilterPart::Vote: return tr("Vote");
    case FilterPart::Starred: return tr("Starred");
    case FilterPart::Simulated: return tr("Simulated");
    }
    return {};
}

QString FilterText::words(const FilterChoice& choice, FilterPart part)
{
    if (!isSet(choice, part))
        return {};
    const HistoryFilter& filter = choice.filter;
    switch (part) {
    case FilterPart::Words: return tr("“%1”").arg(visibleCharacters(filter.words));
    case FilterPart::Model: return tr("model: %1").arg(visibleCharacters(filter.model));
    case FilterPart::Provider: return tr("provider: %1").arg(visibleCharacters(filter.provider));
    case FilterPart::Date: return dateWords(choice);
    case FilterPart::CostAtLeast: return tr("at least %1").arg(amount(*filter.costAtLeast));
    case FilterPart::CostAtMost: return tr("at most %1").arg(amount(*filter.costAtMost));
    case FilterPart::State: return stateName(*filter.state);
    case FilterPart::Project:
        return filter.project->isEmpty() ? tr("no project") : tr("project: %1").arg(visibleCharacters(*filter.project));
    case FilterPart::Tag: return tr("tag: %1").arg(visibleCharacters(filter.tag));
    case FilterPart::Surface: return tr("from: %1").arg(surfaceName(filter.surface));
    case FilterPart::Vote: return filter.votedAs ? tr("vote: %1").arg(voteName(*filter.votedAs)) : tr("voted on");
    case FilterPart::Starred: return tr("starred");
    case FilterPart::Simulated:
        return filter.origin == AnswerOrigin::Simulated ? tr("simulated only") : tr("without simulated");
    }
    return {};
}

QString FilterText::sentence(const FilterChoice& choice)
{
    QStringList all;
    for (const auto part : kFilterParts) {
        if (const QString text = words(choice, part); !text.isEmpty())
            all.append(text);
    }
    return all.join(u", "_s);
}

QString FilterText::periodName(FilterPeriod period)
{
    switch (period) {
    case FilterPeriod::Any: return tr("all time");
    case FilterPeriod::Minutes5: return tr("last 5 minutes");
    case FilterPeriod::Hour: return tr("last hour");
    case FilterPeriod::Hours24: return tr("last 24 hours");
    case FilterPeriod::Days7: return tr("last 7 days");
    case FilterPeriod::Days30: return tr("last 30 days");
    case FilterPeriod::ThisMonth: return tr("this month");
    }
    return {};
}

QString FilterText::stateName(LaneState state)
{
    switch (state) {
    case LaneState::Complete: return tr("complete");
    case LaneState::Truncated: return tr("truncated");
    case LaneState::Refused: return tr("refused");
    case LaneState::Failed: return tr("failed");
    case LaneState::Cancelled: return tr("cancelled");
    case LaneState::Indeterminate: return tr("indeterminate");
    default: return laneStateName(state);
    }
}

QString FilterText::voteName(VotedAs vote)
{
    switch (vote) {
    case VotedAs::Better: return tr("better");
    case VotedAs::Worse: return tr("not better");
    case VotedAs::Tie: return tr("tie");
    case VotedAs::BothBad: return tr("both bad");
    case VotedAs::CannotTell: return tr("can't tell");
    }
    return {};
}

QString FilterText::surfaceName(const QString& surface)
{
    if (surface == "compare"_L1)
        return tr("Compare");
    if (surface == "cli"_L1)
        return tr("command line");
    if (surface == "gateway"_L1)
        return tr("gateway");
    if (surface == "eval"_L1)
        return tr("experiments");
    if (surface == "archive"_L1)
        return tr("chat archives");
    return visibleCharacters(surface);
}

} // namespace assay
