// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/costexplanation.h"

#include "ui/text/formats.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString className(const QString& name)
{
    return QString(name).replace(u'_', u' ');
}

} // namespace

QString CostExplanation::question(const LaneRecord& lane)
{
    if (lane.simulated)
        return tr("A simulated call costs nothing");
    if (lane.cost.amount)
        return tr("Why %1?").arg(Formats().cost(*lane.cost.amount));
    return lane.local ? tr("Why is there no cost?") : tr("Why is the cost not known?");
}

ChartTable CostExplanation::lines(const LaneRecord& lane)
{
    const Formats formats;
    ChartTable table{.header = {tr("Class"), tr("Count"), tr("Rate, $ / M"), tr("Amount")}, .rows = {}};
    for (const auto& line : lane.cost.lines) {
        // 1 pico-dollar a token is 1 micro-dollar a million tokens. A fee for a request is named for one.
        const bool isFee = line.usageClass == "request"_L1 || line.usageClass == "web_search"_L1;
        const auto perMillion = Money::product(1'000'000, line.perUnit);
        const QString rate = isFee || !perMillion ? tr("%1 each").arg(formats.exactMoney(line.perUnit))
                                                  : formats.exactMoney(*perMillion);
        table.rows.append(
            {className(line.usageClass), formats.exactCount(line.units), rate, formats.exactMoney(line.amount)});
    }
    if (!table.rows.isEmpty() && lane.cost.amount)
        table.rows.append({tr("sum"), {}, {}, formats.exactMoney(*lane.cost.amount)});
    return table;
}

QString CostExplanation::sentences(const RunRecord& run, const LaneRecord& lane)
{
    const Formats formats;
    QStringList out;
    const QString when = QLocale().toString(run.startedAt.toLocalTime(), u"d MMM yyyy HH:mm"_s);
    if (!lane.cost.priceRevision.isEmpty())
        out.append(tr("Prices of list %1, valid at %2.").arg(lane.cost.priceRevision, when));
    else
        out.append(tr("Sent at %1; no price list was used.").arg(when));
    switch (lane.cost.state) {
    case CostState::Reported: out.append(tr("The provider reported this amount itself.")); break;
    case CostState::Computed: out.append(tr("Computed from the counts the provider reported.")); break;
    case CostState::Estimated: out.append(tr("Estimated: a count or a rate is not certain.")); break;
    case CostState::Unknown: out.append(tr("The cost is not known, which is not the same as nothing.")); break;
    }
    if (lane.cost.reported && lane.cost.amount && *lane.cost.reported != *lane.cost.amount)
        out.append(tr("The provider's own figure is %1.").arg(formats.exactMoney(*lane.cost.reported)));
    if (lane.attempts.size() > 1)
        out.append(tr("The amount holds all %1 attempts.").arg(lane.attempts.size()));
    if (!lane.cost.note.isEmpty())
        out.append(tr("Note: %1.").arg(lane.cost.note));
    return out.join(u' ');
}

} // namespace assay
