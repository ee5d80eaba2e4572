// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/whatif/whatiftables.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plaintooltip.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kNothing = u"–"_s;

QString policyName(const QString& policy)
{
    static const std::pair<QLatin1StringView, const char*> kNames[] = {
        {"router"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Default router")},
        {"router, sort price"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Router, sorted by price")},
        {"router, sort latency"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Router, sorted by latency")},
        {"round robin"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Round robin")},
        {"cheapest first"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Cheapest first")},
        {"hindsight, cheapest"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Cheapest in hindsight")},
        {"hindsight, fastest"_L1, QT_TRANSLATE_NOOP("assay::WhatIfPolicyModel", "Fastest in hindsight")},
    };
    for (const auto& [name, words] : kNames) {
        if (policy == name)
            return WhatIfPolicyModel::tr(words);
    }
    return policy;
}

QString percent(double share, int decimals)
{
    return QLocale().toString(share * 100, 'f', decimals) + kThinSpace + u'%';
}

QString wait(double seconds)
{
    return Formats().duration(std::chrono::microseconds(std::llround(seconds * 1e6)));
}

QString dollars(double usd)
{
    return Formats().sum(Money::fromPico(std::llround(usd * 1e12)));
}

bool isHindsight(const SimReport& report)
{
    return report.policy.startsWith("hindsight"_L1);
}

QVariant alignment(bool isText)
{
    return QVariant::fromValue(Qt::Alignment((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
}

} // namespace

void WhatIfPolicyModel::setReports(const QList<SimReport>& reports)
{
    beginResetModel();
    m_reports = reports;
    endResetModel();
}

QString WhatIfPolicyModel::verdict() const
{
    const auto of = [this](QLatin1StringView name) {
        const auto found = std::ranges::find(m_reports, name, &SimReport::policy);
        return found == m_reports.end()
            ? QString()
            : tr("%1 more and %2 later").arg(percent(found->costRegret, 1), wait(found->waitRegret));
    };
    const QString router = of("router"_L1);
    if (router.isEmpty())
        return {};
    //: %1 to %3 are like “4.1 % more and 0.12 s later”.
    return tr("Against the best in hindsight: default router %1, round robin %2, cheapest first %3.")
        .arg(router, of("round robin"_L1), of("cheapest first"_L1));
}

int WhatIfPolicyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_reports.size());
}

int WhatIfPolicyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WhatIfPolicyModel::text(const SimReport& report, int column) const
{
    const double requests = static_cast<double>(std::max<qint64>(report.requests, 1));
    switch (column) {
    case Policy: return policyName(report.policy);
    case Answered: return percent(static_cast<double>(report.answered) / requests, 2);
    case CostColumn: return dollars(report.costUsd);
    case CostRegret: return u'+' + percent(report.costRegret, 1);
    case WaitMedian: return wait(report.waitP50);
    case Wait95: return wait(report.waitP95);
    case WaitRegret: return u'+' + wait(report.waitRegret);
    case Attempts: return QLocale().toString(static_cast<double>(report.attempts) / requests, 'f', 2);
    default: return {};
    }
}

QVariant WhatIfPolicyModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_reports.size())
        return {};
    const SimReport& report = m_reports[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(report, index.column());
    case Qt::TextAlignmentRole: return alignment(index.column() == Policy);
    case StrongRole: return report.policy == "router"_L1;
    case InkRole: return static_cast<int>(isHindsight(report) ? CellInk::Muted : CellInk::Text);
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
            + text(report, index.column());
    case Qt::ToolTipRole:
        return isHindsight(report)
            ? tr("Knows beforehand who will answer and when: nobody can do better. What the others are measured by.")
            : QString();
    default: return {};
    }
}

QVariant WhatIfPolicyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section == Policy);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case CostRegret: return tr("Above the least that the answered requests could have cost");
        case WaitMedian:
        case Wait95: return tr("Until the first token, failed attempts before it included");
        case WaitRegret: return tr("Above the least possible wait, mean of all requests");
        case Attempts: return tr("Attempts for each request");
        default: return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Policy: return tr("Policy");
    case Answered: return tr("Answered");
    case CostColumn: return tr("Cost");
    case CostRegret: return tr("Extra cost");
    case WaitMedian: return tr("Wait, median");
    case Wait95: return tr("95 %");
    case WaitRegret: return tr("Extra wait");
    case Attempts: return tr("Attempts");
    default: return {};
    }
}

void WhatIfCostModel::put(const WhatIfCost& answer)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].asked != answer.asked)
            continue;
        m_rows[i] = answer;
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
        return;
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.append(answer);
    endInsertRows();
}

void WhatIfCostModel::remove(int row)
{
    if (row < 0 || row >= m_rows.size())
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

void WhatIfCostModel::forget()
{
    for (auto& row : m_rows)
        row = {.asked = row.asked, .failure = {}, .model = {}};
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QStringList WhatIfCostModel::names() const
{
    QStringList out;
    for (const auto& row : m_rows)
        out.append(row.asked);
    return out;
}

int WhatIfCostModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WhatIfCostModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WhatIfCostModel::text(const WhatIfCost& row, int column) const
{
    if (column == Model)
        return plainQuote(row.model.isEmpty() ? row.asked : row.model, 80);
    if (!row.failure.isEmpty())
        return column == WouldCost ? tr("no price") : kNothing;
    if (row.model.isEmpty())
        return column == WouldCost ? u"…"_s : QString();
    const Formats formats;
    switch (column) {
    case WouldCost: return row.wouldCost ? formats.sum(*row.wouldCost) : tr("unknown");
    case Difference: {
        // Sums over different calls would compare nothing.
        if (!row.wouldCost || !row.actual || row.unknown > 0 || row.actualUnknown > 0)
            return kNothing;
        const qint64 pico = row.wouldCost->pico() - row.actual->pico();
        const QString sum = (pico < 0 ? u'−' : u'+') + formats.sum(Money::fromPico(std::abs(pico)));
        if (row.actual->pico() <= 0)
            return sum;
        const double share = static_cast<double>(pico) / static_cast<double>(row.actual->pico());
        return tr("%1 (%2)").arg(sum, (share < 0 ? u'−' : u'+') + percent(std::abs(share), 0));
    }
    case Priced: return tr("%1 of %2").arg(formats.exactCount(row.calls - row.unknown), formats.exactCount(row.calls));
    default: return {};
    }
}

QString WhatIfCostModel::detail(const WhatIfCost& row, int column) const
{
    if (!row.failure.isEmpty())
        return plainQuote(row.failure);
    if (column == Difference && (row.unknown > 0 || row.actualUnknown > 0))
        return tr("Some calls have no known cost, really or on this model: the two sums are over different calls.");
    if (column == Priced && row.estimated > 0)
        return tr("%Ln of them with a rate that was borrowed", nullptr, static_cast<int>(row.estimated));
    return column == WouldCost && row.wouldCost ? Formats().exactMoney(*row.wouldCost) : QString();
}

QVariant WhatIfCostModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const WhatIfCost& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::TextAlignmentRole: return alignment(index.column() == Model);
    case StrongRole: return index.column() == Model;
    case Qt::ToolTipRole: return plainToolTip(detail(row, index.column()));
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
            + text(row, index.column());
    default: return {};
    }
}

QVariant WhatIfCostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section == Model);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Model: return tr("Model");
    case WouldCost: return tr("Would have cost");
    case Difference: return tr("Difference");
    case Priced: return tr("Calls priced");
    default: return {};
    }
}

} // namespace assay
