// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/runlistmodel.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

void RunListModel::setRuns(const QList<FoundRun>& runs, const QDate& today, bool dated)
{
    beginResetModel();
    m_runs = runs;
    m_today = today;
    m_dated = dated;
    endResetModel();
}

void RunListModel::addRuns(const QList<FoundRun>& runs)
{
    if (runs.isEmpty())
        return;
    const int first = static_cast<int>(m_runs.size());
    beginInsertRows({}, first, first + static_cast<int>(runs.size()) - 1);
    m_runs += runs;
    endInsertRows();
}

int RunListModel::rowOf(const QString& runId) const
{
    for (qsizetype i = 0; i < m_runs.size(); ++i) {
        if (m_runs[i].run.id == runId)
            return static_cast<int>(i);
    }
    return -1;
}

int RunListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

QString RunListModel::headingOf(int row) const
{
    const auto name = [this](const FoundRun& found) {
        const QDate day = found.run.startedAt.toLocalTime().date();
        const QLocale locale;
        if (!day.isValid())
            return tr("Without a date");
        if (day == m_today)
            return tr("Today, %1").arg(locale.toString(day, tr("dddd d MMMM")));
        if (day == m_today.addDays(-1))
            return tr("Yesterday");
        if (day > m_today.addDays(-7))
            return locale.toString(day, tr("dddd d MMMM"));
        return locale.toString(day, day.year() == m_today.year() ? u"MMMM"_s : u"MMMM yyyy"_s);
    };
    const QString own = name(m_runs[row]);
    return row > 0 && name(m_runs[row - 1]) == own ? QString() : own;
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_runs.size())
        return {};
    const auto& found = m_runs[index.row()];
    switch (role) {
    case Qt::DisplayRole: return runTitle(found);
    case Qt::AccessibleDescriptionRole:
        return u"%1. %2. %3"_s.arg(QLocale().toString(found.run.startedAt.toLocalTime(), QLocale::ShortFormat),
            found.run.models.join(u", "_s), runCost(found.run));
    case HeadingRole: return m_dated ? headingOf(index.row()) : QString();
    case RunIdRole: return found.run.id;
    default: return {};
    }
}

QString runTitle(const FoundRun& found)
{
    if (found.marks.gone == "private"_L1)
        return RunListModel::tr("Private run");
    if (!found.marks.gone.isEmpty())
        return RunListModel::tr("Removed text");
    const QString first = plainQuote(found.run.prompt.trimmed().section(u'\n', 0, 0), 120);
    return first.isEmpty() ? RunListModel::tr("Empty prompt") : first;
}

QString runCost(const RunSummary& run)
{
    if (run.simulated)
        return RunListModel::tr("simulated");
    QString text = run.realCost ? Formats().cost(*run.realCost) : QString();
    if (run.unpricedLanes > 0) {
        const QString unpriced = RunListModel::tr("%n unpriced", nullptr, run.unpricedLanes);
        text = text.isEmpty() ? unpriced : text + u" + "_s + unpriced;
    }
    return text;
}

} // namespace assay
