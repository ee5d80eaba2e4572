// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

namespace assay {

/// What an action is, apart from what it does.
struct ActionSpec {
    QString id; ///< object name, stable
    QString text;
    QKeySequence keys;
    QString icon; ///< theme name; may be empty
    QString group; ///< heading in the sheet of shortcuts
};

/// Every action of the window in one list, from which menus, command palette and sheet of shortcuts are made.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    /// `host` is the widget whose window the shortcuts belong to.
    explicit ActionRegistry(QWidget* host);

    QAction* add(const ActionSpec& spec);
    QAction* find(const QString& id) const;
    const QList<QAction*>& all() const { return m_actions; }
    static QString group(const QAction* action);

private:
    QWidget* m_host;
    QList<QAction*> m_actions;
};

} // namespace assay
