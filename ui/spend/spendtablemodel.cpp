// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/spendtablemodel.h"

#include "ui/text/formats.h"
#include "ui/text/spendtext.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plaintooltip.h"

#include <QCollator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kNothing = u"–"_s;

std::optional<qint64> tokensOf(const SpendRow& row, int column)
{
    switch (column) {
    case SpendTableModel::Input: return row.tokens[UsageClass::Input];
    case SpendTableModel::CacheRead: return row.tokens[UsageClass::CacheRead];
    case SpendTableModel::CacheWrite: {
        const auto brief = row.tokens[UsageClass::CacheWrite];
        const auto hour = row.tokens[UsageClass::CacheWrite1h];
        return brief || hour ? std::optional(brief.value_or(0) + hour.value_or(0)) : std::nullopt;
    }
    default: break;
    }
    const auto output = row.tokens[UsageClass::Output];
    const auto reasoning = row.tokens[UsageClass::Reasoning];
    return output || reasoning ? std::optional(output.value_or(0) + reasoning.value_or(0)) : std::nullopt;
}

bool isTokens(int column)
{
    return column >= SpendTableModel::Input && column <= SpendTableModel::Output;
}

bool isUnknown(const SpendTotal& total)
{
    return total.unpriced > 0 && total.unpriced == total.calls;
}

qint64 perAnswer(const SpendRow& row)
{
    return row.complete > 0 && !isUnknown(row.total) ? row.total.known.pico() / row.complete : -1;
}

qint64 sortKey(const SpendRow& row, int column)
{
    if (isTokens(column))
        return tokensOf(row, column).value_or(-1);
    if (column == SpendTableModel::Calls)
        return row.total.calls;
    return column == SpendTableModel::PerAnswer ? perAnswer(row) : row.total.known.pico();
}

void addTokens(Usage& sum, const Usage& other)
{
    for (const auto usageClass : allUsageClasses()) {
        if (const auto count = other[usageClass])
            sum.set(usageClass, sum[usageClass].value_or(0) + *count);
    }
}

} // namespace

void SpendTableModel::setReport(const SpendReport& report, const QHash<QString, int>& slotOfKey)
{
    beginResetModel();
    m_grouping = report.request.grouping;
    m_rows = report.rows;
    m_slots = slotOfKey;
    m_sum = {};
    m_sum.total = report.figures.total;
    m_sum.complete = report.figures.answers;
    for (const auto& row : std::as_const(m_rows)) {
        addTokens(m_sum.tokens, row.tokens);
        m_sum.reported += row.reported;
        m_sum.computed += row.computed;
        m_sum.estimated += row.estimated;
    }
    if (m_grouping == SpendGrouping::Tag)
        m_sum.tokens = {}; // a run with two tags is in two rows
    order();
    endResetModel();
}

std::optional<QString> SpendTableModel::keyOf(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows[row].key) : std::nullopt;
}

int SpendTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_rows.isEmpty() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int SpendTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SpendTableModel::text(const SpendRow& row, int column, bool sum) const
{
    const Formats formats;
    if (isTokens(column)) {
        const auto count = tokensOf(row, column);
        return count ? formats.tokenCount(*count) : kNothing;
    }
    switch (column) {
    case Name: return sum ? tr("Sum") : visibleCharacters(SpendText::label(m_grouping, row.key));
    case Calls: return formats.exactCount(row.total.calls > 0 ? row.total.calls : row.total.simulatedCalls);
    case CostColumn:
        if (row.total.calls == 0)
            return row.total.simulatedCalls > 0 ? tr("simulated") : kNothing;
        return isUnknown(row.total) ? tr("no price") : formats.sum(row.total.known);
    case Source:
        if (row.total.unpriced > 0 && !isUnknown(row.total))
            return tr("+ %1 unpriced").arg(formats.exactCount(row.total.unpriced));
        return SpendText::source(row);
    default: break;
    }
    const qint64 each = perAnswer(row);
    return each >= 0 ? formats.cost(Money::fromPico(each)) : kNothing;
}

QString SpendTableModel::exact(const SpendRow& row, int column) const
{
    const Formats formats;
    if (isTokens(column)) {
        const auto count = tokensOf(row, column);
        return count ? tr("%1 tokens").arg(formats.exactCount(*count)) : tr("Nobody reported any.");
    }
    if (column == CostColumn)
        return isUnknown(row.total) ? SpendText::total(row.total) : formats.exactMoney(row.total.known);
    if (column == Calls && row.total.simulatedCalls > 0)
        return tr("%1 real, %2 simulated")
            .arg(formats.exactCount(row.total.calls), formats.exactCount(row.total.simulatedCalls));
    if (column == PerAnswer)
        return tr("cost ÷ completed calls");
    return text(row, column, false);
}

QVariant SpendTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const bool sum = isSum(index.row());
    const SpendRow& row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column(), sum);
    case Qt::ToolTipRole: return plainToolTip(exact(row, index.column()));
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case SlotRole: return sum || index.column() != Name ? QVariant() : QVariant(m_slots.value(row.key, -1));
    case WarningRole:
        return row.total.unpriced > 0
            && (index.column() == Source || (index.column() == CostColumn && isUnknown(row.total)));
    case StrongRole: return sum || index.column() == CostColumn;
    default: return {};
    }
}

QVariant SpendTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isText = section == Name || section == Source;
        return QVariant::fromValue((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{SpendText::groupingName(m_grouping), tr("Calls"), tr("Input"), tr("Cache read"),
        tr("Cache write"), tr("Output"), tr("Cost"), tr("Known by"), tr("Per answer")};
    return names.value(section);
}

void SpendTableModel::sort(int column, Qt::SortOrder order_)
{
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order_;
    order();
    endResetModel();
}

void SpendTableModel::order()
{
    QCollator collator;
    collator.setNumericMode(true);
    const bool isText = m_sortColumn == Name || m_sortColumn == Source;
    std::ranges::stable_sort(m_rows, [&](const SpendRow& left, const SpendRow& right) {
        const SpendRow& first = m_sortOrder == Qt::AscendingOrder ? left : right;
        const SpendRow& second = m_sortOrder == Qt::AscendingOrder ? right : left;
        if (isText)
            return collator.compare(text(first, m_sortColumn, false), text(second, m_sortColumn, false)) < 0;
        return sortKey(first, m_sortColumn) < sortKey(second, m_sortColumn);
    });
}

} // namespace assay
