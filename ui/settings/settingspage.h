// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lineup.h"
#include "ui/theme/desktopchoices.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QStackedWidget;

namespace assay {

class AppearanceSection;
class ProviderService;
class ProvidersPage;
class SectionList;

/// What the settings show that is not the provider service's.
struct SettingsFacts {
    ThemeChoice theme = ThemeChoice::System;
    DesktopChoices choices;
    QString profile; ///< the folder that holds everything; empty: not told
};

/// The Settings page: sections at the left, the chosen one beside them.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    /// `providers` is not owned and outlives the page.
    SettingsPage(ProviderService* providers, const SettingsFacts& facts, QWidget* parent = nullptr);

    void setTextPercent(int percent); ///< chosen elsewhere, by keys

Q_SIGNALS:
    void themeChosen(assay::ThemeChoice choice);
    void contrastChosen(bool contrast);
    void textPercentChosen(int percent);
    void noticesChosen(assay::NoticeDetail notices);
    /// A model of the selected provider shall become a lane.
    void laneWanted(const assay::ModelChoice& model);

private:
    QWidget* makeBar();
    void addSection(const QString& id, const QString& name, const QString& icon, QWidget* content);

    SectionList* m_sections;
    AppearanceSection* m_appearance;
    QStackedWidget* m_pages;
};

} // namespace assay
