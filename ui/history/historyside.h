// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyservice.h"

#include <QTreeWidget>

namespace assay {

/// What can be looked at with one click: all, starred, voted, by where runs came from, smart folders, lane states.
class HistorySide : public QTreeWidget
{
    Q_OBJECT

public:
    explicit HistorySide(QWidget* parent = nullptr);

    void setCounts(const RunCounts& counts);
    void setFolders(const QList<SmartFolder>& folders);

Q_SIGNALS:
    void chosen(const assay::FilterChoice& choice);
    void removeWanted(int folder);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void fit();
    void add(
        QTreeWidgetItem* group, const QString& name, const QString& icon, qint64 count, const FilterChoice& choice);
    QTreeWidgetItem* addGroup(const QString& name);

    RunCounts m_counts;
    QList<SmartFolder> m_folders;
    QList<FilterChoice> m_entries; // by item
};

} // namespace assay
