// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/dryrun.h"

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/estimates.h"
#include "ui/text/formats.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kUnknown = u"?"_s;

QString money(std::optional<Money> amount)
{
    return amount ? Formats().cost(*amount) : kUnknown;
}

QString outputRange(const LaneEstimate& estimate)
{
    const auto& habit = estimate.habit;
    if (!habit.expectedOutput)
        return u"up to %1"_s.arg(estimate.outputLimit);
    return u"%1 – %2 – %3"_s.arg(*habit.lowOutput).arg(*habit.expectedOutput).arg(*habit.highOutput);
}

QStringList row(const LaneEstimate& estimate)
{
    const QString prices = estimate.priceRevision.isEmpty() ? kUnknown
        : estimate.priceFrom.isValid()                      ? estimate.priceFrom.toString(Qt::ISODate)
                                                            : estimate.priceRevision.section(u'/', 0, 0);
    return {estimate.model.toString(), u"≈ %1"_s.arg(estimate.prompt.expected), outputRange(estimate),
        money(estimate.low), money(estimate.expected), money(estimate.high),
        estimate.free ? u"local"_s : money(estimate.worst.amount), prices};
}

void printText(const QList<LaneEstimate>& estimates)
{
    QList<QStringList> rows;
    for (const auto& estimate : estimates)
        rows.append(row(estimate));
    out::table(
        {u"model"_s, u"input tok"_s, u"output tok"_s, u"low"_s, u"expected"_s, u"high"_s, u"worst case"_s, u"prices"_s},
        rows, {1, 2, 3, 4, 5, 6});
    for (const auto& estimate : estimates) {
        for (const auto& what : estimate.unknown)
            out::line(u"%1: not known is %2"_s.arg(estimate.model.toString(), what));
        for (const auto& refusal : estimate.refusals)
            out::line(u"%1: %2"_s.arg(estimate.model.toString(), refusal));
    }
    out::line(u"Nothing was sent."_s);
}

} // namespace

int dryRun(Composition& services, const RunSpec& run, CompareOutput output)
{
    const auto estimates = estimateRun({&services.history(), services.sharedPrices(), services.clock().now()}, run);
    if (!estimates) {
        out::error(estimates.error());
        return kFailed;
    }
    if (output == CompareOutput::Text) {
        printText(*estimates);
    } else {
        QJsonArray lanes;
        for (const auto& estimate : *estimates)
            lanes.append(toJson(estimate));
        out::json(QJsonDocument(QJsonObject{{u"dry_run"_s, true}, {u"lanes"_s, lanes}}));
    }
    const bool allRefused
        = std::ranges::all_of(*estimates, [](const LaneEstimate& estimate) { return !estimate.refusals.isEmpty(); });
    return allRefused && !estimates->isEmpty() ? kFailed : kDone;
}

} // namespace assay
