// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/answersmodel.h"

#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plaintooltip.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

QString answerSource(const SpendAnswer& answer)
{
    LaneRecord record;
    record.simulated = answer.simulated;
    record.local = answer.local;
    record.cost.state = answer.costState;
    record.cost.amount = answer.amount;
    const QString word = Formats().costWord(record);
    return word.isEmpty() ? QString(costStateName(CostState::Unknown)) : word;
}

void AnswersModel::add(const QList<SpendAnswer>& answers, const QTimeZone& zone)
{
    m_zone = zone;
    if (answers.isEmpty())
        return;
    const int first = static_cast<int>(m_answers.size());
    beginInsertRows({}, first, first + static_cast<int>(answers.size()) - 1);
    m_answers += answers;
    endInsertRows();
}

int AnswersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_answers.size());
}

int AnswersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AnswersModel::text(const SpendAnswer& answer, int column) const
{
    switch (column) {
    case When: return QLocale().toString(answer.at.toTimeZone(m_zone), u"d MMM yyyy HH:mm"_s);
    case Model: return visibleCharacters(answer.model);
    case State: return laneStateName(answer.state);
    case CostColumn:
        if (!answer.amount)
            return answer.simulated || answer.local ? u"–"_s : tr("no price");
        return Formats().cost(*answer.amount);
    case Source: return answerSource(answer);
    default: break;
    }
    return visibleCharacters(QString(answer.prompt).replace(u'\n', u' '));
}

QVariant AnswersModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const SpendAnswer& answer = m_answers[index.row()];
    if (role == Qt::DisplayRole)
        return text(answer, index.column());
    if (role == Qt::ToolTipRole && index.column() == CostColumn && answer.amount)
        return plainToolTip(Formats().exactMoney(*answer.amount));
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == WarningRole)
        return index.column() == CostColumn && !answer.amount && !answer.simulated && !answer.local;
    return {};
}

QVariant AnswersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == CostColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("When"), tr("Model"), tr("Ended"), tr("Cost"), tr("Known by"), tr("Prompt")};
    return names.value(section);
}

} // namespace assay
