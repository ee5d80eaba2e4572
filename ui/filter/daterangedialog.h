// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QDialog>

class QCheckBox;
class QDateEdit;
class QFormLayout;

namespace assay {

/// Asks for whole local days, from and to, each of which may be open.
class DateRangeDialog : public QDialog
{
    Q_OBJECT

public:
    /// What is set now; an invalid moment is an open end. `today` is proposed where nothing is set.
    DateRangeDialog(const QDateTime& since, const QDateTime& until, QDate today, QWidget* parent);

Q_SIGNALS:
    /// UTC, half-open; invalid: open.
    void chosen(const QDateTime& since, const QDateTime& until);

private:
    void addEnd(QFormLayout* form, QCheckBox* box, QDateEdit* day);
    void submit();

    QCheckBox* m_hasFrom;
    QCheckBox* m_hasTo;
    QDateEdit* m_from;
    QDateEdit* m_to;
};

} // namespace assay
