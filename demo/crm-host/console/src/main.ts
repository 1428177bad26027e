import './styles/base.css';
import './styles/pages.css';
import './app.ts';
