// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QIcon>
#include <QList>
#include <QString>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace assay {

class PickerFilter;

/// One line of a picker.
struct PickerEntry {
    QString title;
    QString detail; ///< muted, beside the title
    QString hint; ///< muted, at the right: a shortcut, "simulated"
    QIcon icon;
};

/// A list that narrows while one types. Arrows move, Return takes, Esc closes. Used for models and commands.
class QuickPicker : public QDialog
{
    Q_OBJECT

public:
    QuickPicker(const QString& placeholder, const QList<PickerEntry>& entries, QWidget* parent);

    /// Shift and Return take an entry and leave the list open for the next one.
    void setRepeatable(bool repeatable) { m_repeatable = repeatable; }
    /// Opens it below `anchor`, or in the upper middle of the window when there is none.
    void popup(QWidget* anchor);

Q_SIGNALS:
    void chosen(int entry);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void take(Qt::KeyboardModifiers modifiers = {});

    QLineEdit* m_field;
    QListView* m_list;
    QStandardItemModel* m_model;
    PickerFilter* m_filter;
    bool m_repeatable = false;
};

} // namespace assay
