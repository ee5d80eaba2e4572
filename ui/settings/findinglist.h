// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"

#include <QWidget>

class QVBoxLayout;

namespace assay {

/// What a test found out, a row for each check. Takes no room while there is nothing to say.
class FindingList : public QWidget
{
    Q_OBJECT

public:
    explicit FindingList(QWidget* parent = nullptr);

    void setFindings(const QList<ProviderFinding>& findings);
    void clear() { setFindings({}); }

    /// Every check came out well or is not known, and at least one came out well.
    static bool isGood(const QList<ProviderFinding>& findings);

private:
    QVBoxLayout* m_rows;
};

} // namespace assay
