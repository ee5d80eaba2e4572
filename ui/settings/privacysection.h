// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/desktopchoices.h"

#include <QWidget>

class QVBoxLayout;

namespace assay {

class PlainLabel;
class ProviderService;
class SettingsBox;

/// Settings, section Privacy: which servers are talked to and when, where everything is kept, what is reported.
class PrivacySection : public QWidget
{
    Q_OBJECT

public:
    /// `providers` is not owned and outlives this.
    PrivacySection(ProviderService* providers, const QString& profile, NoticeDetail notices, QWidget* parent = nullptr);

Q_SIGNALS:
    void noticesChosen(assay::NoticeDetail notices);

private:
    SettingsBox* addBox(const QString& title);
    PlainLabel* addText(SettingsBox* box, const QString& name, const QString& text);
    void addNotices(NoticeDetail notices);
    void refresh();

    ProviderService* m_providers;
    QVBoxLayout* m_boxes;
    PlainLabel* m_remote = nullptr;
    PlainLabel* m_local = nullptr;
};

} // namespace assay
